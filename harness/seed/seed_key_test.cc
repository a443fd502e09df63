#include "harness/seed/seed_key.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/hash.h"
#include "harness/database/facts.h"
#include "harness/database/schema_fingerprint.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class SeedKeyTest : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = absl::StrCat(::testing::TempDir(), "/",
                              ::testing::UnitTest::GetInstance()->current_test_info()->name());
    ASSERT_THAT(RemoveAll(directory_), IsOk());
    Put("ROLLBACK.md", "# Rollback\n");
    Put("host/opt/deploy.sh", "deploy");
    Put("images/app/Dockerfile", "FROM base:1\n");
    Image& base = *stack_.add_images();
    base.set_reference("base:1");
    base.mutable_debian()->add_packages("python3-minimal");
    Image& app = *stack_.add_images();
    app.set_reference("app:1");
    app.mutable_build()->set_context("images/app");
    key_ = Key();
  }

  void Put(const std::string& path, const std::string& content) {
    const std::string whole = directory_ + "/" + path;
    ASSERT_THAT(MakeDirectories(std::filesystem::path(whole).parent_path().string()), IsOk());
    ASSERT_THAT(WriteFile(whole, content), IsOk());
  }

  std::string Key() {
    const auto images = ImageInputs(stack_, directory_);
    EXPECT_THAT(images, IsOk());
    if (!images.ok()) return "";
    const auto inputs = SeedInputs(stack_, directory_, ImagesKey(rootfs_, *images));
    EXPECT_THAT(inputs, IsOk());
    return inputs.ok() ? SeedKey(*inputs) : "";
  }

  std::string KeyOfImages() {
    const auto images = ImageInputs(stack_, directory_);
    EXPECT_THAT(images, IsOk());
    return images.ok() ? ImagesKey(rootfs_, *images) : "";
  }

  std::string directory_;
  std::string rootfs_ = "packages of the machine";
  Stack stack_;
  std::string key_;
};

TEST_F(SeedKeyTest, IsTheSameForTheSameInputs) {
  EXPECT_THAT(key_, SizeIs(64));
  EXPECT_EQ(Key(), key_);
}

TEST_F(SeedKeyTest, ChangesWithWhatThePreparationReads) {
  stack_.set_operator_directory("/opt/app");
  const std::string directory = Key();
  EXPECT_NE(directory, key_);
  stack_.add_prepare()->set_command("./deploy.sh 1.0");
  const std::string step = Key();
  EXPECT_NE(step, directory);
  stack_.mutable_database()->set_password_from("/opt/app/.env:PASSWORD");
  const std::string database = Key();
  EXPECT_NE(database, step);
  stack_.add_releases()->set_version("1.0");
  EXPECT_NE(Key(), database);
}

TEST_F(SeedKeyTest, DoesNotChangeWithWhatOnlyADrillReads) {
  stack_.set_description("another");
  stack_.set_runbook("OTHER.md");
  stack_.add_steady_state()->set_name("api");
  stack_.mutable_start_limit()->set_seconds(7);
  stack_.mutable_load()->set_base_url("http://localhost");
  stack_.set_deploy("./deploy.sh $VERSION");
  stack_.add_secret_files("/opt/app/.env");
  stack_.set_memory_bytes(1);
  stack_.add_backups()->set_name("dump");
  stack_.mutable_migrations()->set_upgrade("up");
  stack_.mutable_documented_revisions()->set_heading("Revisions");
  stack_.add_procedures()->set_id("A1");
  stack_.add_requests()->set_url("http://localhost/");
  stack_.mutable_growth()->set_command("./grow $ROWS");
  EXPECT_EQ(Key(), key_);
}

// A seed that was recorded by other queries would be compared with what these find.
TEST_F(SeedKeyTest, ChangesWithTheQueriesThatRecordTheFacts) {
  const auto inputs = SeedInputs(stack_, directory_, "images");
  ASSERT_THAT(inputs, IsOk());
  const auto queries = std::find_if(inputs->begin(), inputs->end(), [](const SeedInput& input) {
    return input.name() == "queries";
  });
  ASSERT_NE(queries, inputs->end());
  EXPECT_EQ(queries->digest(), Sha256(FactsQueries(stack_.database())));
  EXPECT_THAT(FactsQueries(stack_.database()),
              AllOf(HasSubstr(SchemaQuery()), HasSubstr("hashtextextended")));
}

TEST_F(SeedKeyTest, TheImagesLayerDoesNotChangeWithTheHostTreeOrTheSteps) {
  const std::string images = KeyOfImages();
  Put("host/opt/deploy.sh", "deploy twice");
  stack_.add_prepare()->set_command("./deploy.sh 1.0");
  EXPECT_EQ(KeyOfImages(), images);
  Put("images/app/main.py", "print()");
  EXPECT_NE(KeyOfImages(), images);
}

TEST_F(SeedKeyTest, ChangesWithABuildArgument) {
  (*stack_.mutable_images(1)->mutable_build()->mutable_args())["VERSION"] = "2";
  EXPECT_NE(Key(), key_);
}

TEST_F(SeedKeyTest, ChangesWithAFileOfTheHostTree) {
  Put("host/opt/deploy.sh", "deploy twice");
  EXPECT_NE(Key(), key_);
}

TEST_F(SeedKeyTest, ChangesWithANewFileOfTheHostTree) {
  Put("host/etc/motd", "");
  EXPECT_NE(Key(), key_);
}

TEST_F(SeedKeyTest, ChangesWhenAScriptBecomesExecutable) {
  ASSERT_EQ(chmod((directory_ + "/host/opt/deploy.sh").c_str(), 0755), 0);
  EXPECT_NE(Key(), key_);
}

TEST_F(SeedKeyTest, ChangesWithABuildContext) {
  Put("images/app/main.py", "print()");
  EXPECT_NE(Key(), key_);
}

TEST_F(SeedKeyTest, ChangesWithAnImagesPackages) {
  stack_.mutable_images(0)->mutable_debian()->add_packages("curl");
  EXPECT_NE(Key(), key_);
}

TEST_F(SeedKeyTest, ChangesWithAnArchive) {
  stack_.mutable_images(1)->set_archive("images/app.tar");
  Put("images/app.tar", "layers");
  const std::string before = Key();
  Put("images/app.tar", "other layers");
  EXPECT_NE(Key(), before);
}

TEST_F(SeedKeyTest, ChangesWithALockFile) {
  stack_.mutable_images(1)->mutable_npm()->set_directory("images/npm");
  Put("images/npm/package.json", "{}");
  Put("images/npm/package-lock.json", "{}");
  const std::string before = Key();
  Put("images/npm/package-lock.json", "{ }");
  EXPECT_NE(Key(), before);
}

TEST_F(SeedKeyTest, ChangesWithTheMachinesPackages) {
  rootfs_ = "other packages of the machine";
  EXPECT_NE(Key(), key_);
}

TEST_F(SeedKeyTest, DoesNotChangeWithTheRunbook) {
  Put("ROLLBACK.md", "# Another\n");
  EXPECT_EQ(Key(), key_);
}

TEST_F(SeedKeyTest, AMissingTreeIsNamed) {
  stack_.add_host_tree("machine");
  EXPECT_THAT(SeedInputs(stack_, directory_, "images"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("machine")));
  stack_.mutable_images(1)->mutable_build()->set_context("images/nowhere");
  EXPECT_THAT(ImageInputs(stack_, directory_),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("images/nowhere")));
}

TEST_F(SeedKeyTest, ChangesWithEveryHostTree) {
  stack_.add_host_tree("host");
  stack_.add_host_tree("more");
  Put("more/etc/motd", "hello");
  const std::string before = Key();
  Put("more/etc/motd", "good bye");
  EXPECT_NE(Key(), before);
}

TEST_F(SeedKeyTest, AStackWithoutHostTreeNeedsNone) {
  ASSERT_THAT(RemoveAll(directory_ + "/host"), IsOk());
  EXPECT_NE(Key(), key_);
}

}  // namespace
}  // namespace drill
