// Makes real seeds of the tiny stack; needs root and runc.
#include "harness/seed/seeds.h"

#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/seed/failed_machine.h"
#include "harness/seed/seed_shelf.h"
#include "harness/seed/system_senses.h"
#include "harness/testing/drill_host_requirements.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
namespace fs = std::filesystem;

constexpr char kTinyStack[] = "harness/seed/testdata/tiny_stack";

// A copy of the tiny stack: what its seed is made from is this test's alone.
class SeedsTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!DrillHostLack().empty()) return;
    auto session = Session::Start(Store::DefaultCacheDirectory());
    ASSERT_THAT(session, IsOk());
    session_ = std::move(*session).release();
    directory_ = new std::string(absl::StrCat(::testing::TempDir(), "/seeds-test-", getpid()));
    fs::create_directories(*directory_);
    // Test files may be links into the source tree; a stack is made of what they stand for.
    const fs::path real = fs::canonical(absl::StrCat(kTinyStack, "/stack.textproto")).parent_path();
    fs::copy(real, *directory_, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    ReplaceIn("host/opt/tiny/deploy.sh", "#!/bin/bash", absl::StrCat("#!/bin/bash\n# ", getpid()));
  }
  static void TearDownTestSuite() {
    if (session_ == nullptr) return;
    EXPECT_THAT(RemoveOwnSeeds(), IsOk());
    EXPECT_THAT(ForgetFailedMachine(session_->store(), fs::path(*directory_).filename().string()),
                IsOk());
    delete session_;
    fs::remove_all(*directory_);
  }

  void SetUp() override {
    if (const std::string lack = DrillHostLack(); !lack.empty()) GTEST_SKIP() << lack;
    ASSERT_NE(session_, nullptr);
  }

  static absl::Status RemoveOwnSeeds() {
    for (const std::string& tree : trees_) {
      absl::Status removed = session_->store().Remove(TreeKind::kSeed, tree);
      if (removed.ok()) removed = RemoveAll(SeedLogDirectory(session_->store(), tree));
      if (!removed.ok()) return removed;
    }
    return absl::OkStatus();
  }

  static void ReplaceIn(const std::string& file, const std::string& from, const std::string& to) {
    const std::string path = absl::StrCat(*directory_, "/", file);
    const std::string text = *ReadFile(path);
    ASSERT_TRUE(absl::StrContains(text, from)) << file;
    const fs::perms mode = fs::status(path).permissions();
    ASSERT_THAT(WriteFile(path, absl::StrReplaceAll(text, {{from, to}})), IsOk());
    fs::permissions(path, mode);
  }

  absl::StatusOr<Seed> Ensure() {
    absl::StatusOr<LoadedStack> stack = LoadStack(*directory_);
    if (!stack.ok()) return stack.status();
    EXPECT_THAT(stack->problems, IsEmpty());
    stack_ = std::move(stack->stack);
    stack->stack = stack_;
    said_.clear();
    SeedOptions options;
    options.progress = [this](absl::string_view line) {
      said_.emplace_back(line);
      std::cerr << line << "\n";
    };
    absl::StatusOr<Seed> seed = EnsureSeed(*session_, *stack, options);
    if (seed.ok()) trees_.push_back(seed->tree);
    return seed;
  }

  // A booted clone in steady state.
  absl::StatusOr<std::unique_ptr<RuncHost>> BootClone(const Seed& seed) {
    const std::string id = session_->NewId("seeds-test");
    const absl::StatusOr<std::string> root = CloneSeed(*session_, seed, id);
    if (!root.ok()) return root.status();
    const absl::Duration start = RealClock().Monotonic();
    auto host = RuncHost::Boot(*session_, HostOptionsOf(stack_, id));
    if (!host.ok()) return host;
    const absl::Duration booted = RealClock().Monotonic();
    const absl::Status steady = SystemSenses(host->get(), &stack_, nullptr).await_steady_state({});
    std::cerr << "clone booted in " << booted - start << ", in steady state after "
              << RealClock().Monotonic() - start << "\n";
    if (!steady.ok()) return steady;
    return host;
  }

  static Session* session_;
  static std::string* directory_;
  static std::vector<std::string> trees_;
  Stack stack_;
  std::vector<std::string> said_;
};

Session* SeedsTest::session_ = nullptr;
std::string* SeedsTest::directory_ = nullptr;
std::vector<std::string> SeedsTest::trees_;

TEST_F(SeedsTest, IsMadeOnceAndRecordsItsReleases) {
  const absl::StatusOr<Seed> seed = Ensure();
  ASSERT_THAT(seed, IsOk());
  EXPECT_THAT(said_, Contains(HasSubstr("making its seed")));
  ASSERT_EQ(seed->manifest.releases_size(), 2);
  EXPECT_EQ(seed->manifest.releases(0).image_references().at("web"), "tiny-web:1.0");
  EXPECT_EQ(seed->manifest.releases(1).image_ids().at("web"),
            seed->manifest.image_ids().at("tiny-web:2.0"));
  EXPECT_NE(seed->manifest.releases(0).image_ids().at("web"),
            seed->manifest.releases(1).image_ids().at("web"));

  const absl::StatusOr<Seed> again = Ensure();
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->tree, seed->tree);
  EXPECT_THAT(said_, IsEmpty());
}

TEST_F(SeedsTest, ADrillCannotChangeIt) {
  const absl::StatusOr<Seed> seed = Ensure();
  ASSERT_THAT(seed, IsOk());
  const std::string before = *session_->store().Manifest(TreeKind::kSeed, seed->tree);
  {
    auto host = BootClone(*seed);
    ASSERT_THAT(host, IsOk());
    const auto changed = (*host)->Exec(
        {"bash", "-c",
         "echo broken > /opt/tiny/docker-compose.yml; rm -rf /etc/docker /usr/bin/git; "
         "docker exec tiny-web-1 sh -c 'echo drill > /state/mark'; "
         "docker rm -f tiny-web-1; docker rmi -f tiny-web:1.0"},
        {});
    ASSERT_THAT(changed, IsOk());
    EXPECT_EQ(changed->exit_code, 0) << changed->stderr_content;
    EXPECT_THAT((*host)->Destroy(), IsOkAndHolds(IsEmpty()));
  }
  EXPECT_THAT(session_->store().Manifest(TreeKind::kSeed, seed->tree), IsOkAndHolds(before));
  auto host = BootClone(*seed);
  ASSERT_THAT(host, IsOk());
  const auto found = (*host)->Exec(
      {"bash", "-c",
       "docker exec tiny-web-1 ls /state; docker image ls -q tiny-web:1.0; ls /usr/bin/git; "
       "cat /opt/tiny/docker-compose.yml"},
      {});
  ASSERT_THAT(found, IsOk());
  EXPECT_THAT(found->stdout_content,
              AllOf(Not(HasSubstr("mark")), HasSubstr("/usr/bin/git"), HasSubstr("services:")));
  EXPECT_EQ(found->exit_code, 0) << found->stderr_content;
  EXPECT_THAT((*host)->Destroy(), IsOkAndHolds(IsEmpty()));
}

TEST_F(SeedsTest, ADamagedOneIsMadeAnew) {
  absl::StatusOr<Seed> seed = Ensure();
  ASSERT_THAT(seed, IsOk());
  const std::string tree = seed->tree;
  seed->in_use.reset();
  ASSERT_THAT(RemoveAll(session_->store().PathOf(TreeKind::kSeed, tree) + ".manifest"), IsOk());
  seed = Ensure();
  ASSERT_THAT(seed, IsOk());
  EXPECT_EQ(seed->tree, tree);
  EXPECT_THAT(said_, Contains(AllOf(HasSubstr(tree), HasSubstr("made anew"))));
  EXPECT_TRUE(session_->store().Exists(TreeKind::kSeed, tree));
}

TEST_F(SeedsTest, ACommentInTheStackCostsNothing) {
  const absl::StatusOr<Seed> seed = Ensure();
  ASSERT_THAT(seed, IsOk());
  ReplaceIn("stack.textproto", "# proto-file", "# A comment.\n# proto-file");
  const absl::StatusOr<Seed> again = Ensure();
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->tree, seed->tree);
  EXPECT_THAT(said_, IsEmpty());
}

TEST_F(SeedsTest, AFailedPreparationIsExplainedAndItsMachineIsKeptForALook) {
  ReplaceIn("host/opt/tiny/deploy.sh", "echo \"$1 is up\"",
            "echo \"no luck with $1\"; touch /opt/tiny/trace; exit 7");
  const absl::Cleanup restore = [] {
    ReplaceIn("host/opt/tiny/deploy.sh", "echo \"no luck with $1\"; touch /opt/tiny/trace; exit 7",
              "echo \"$1 is up\"");
  };
  const std::vector<std::string> seeds = session_->store().List(TreeKind::kSeed);
  const absl::StatusOr<Seed> failed = Ensure();
  EXPECT_THAT(failed, StatusIs(absl::StatusCode::kInvalidArgument,
                               AllOf(HasSubstr("stack.textproto:14:"), HasSubstr("deploy 1.0"),
                                     HasSubstr("exited with 7"), HasSubstr("no luck with 1.0"),
                                     HasSubstr("docker compose ps"), HasSubstr("--at prepare"))));
  EXPECT_EQ(session_->store().List(TreeKind::kSeed), seeds);
  EXPECT_THAT(session_->store().List(TreeKind::kClone),
              Not(Contains(HasSubstr(session_->name() + "."))));
  const std::string name = fs::path(*directory_).filename().string();
  ASSERT_THAT(ReadFailedMachine(session_->store(), name), IsOk());
  const std::string id = session_->NewId("look");
  ASSERT_THAT(CloneFailedMachine(session_->store(), name, id), IsOk());
  EXPECT_TRUE(fs::exists(session_->store().PathOf(TreeKind::kClone, id) + "/opt/tiny/trace"));
  EXPECT_THAT(session_->store().Remove(TreeKind::kClone, id), IsOk());
}

TEST_F(SeedsTest, AfterAFailedPreparationTheImagesAreThereAndTheKeptMachineGoes) {
  ReplaceIn("host/opt/tiny/deploy.sh", "echo \"$1 is up\"", "echo \"$1 is up again\"");
  const absl::Cleanup restore = [] {
    ReplaceIn("host/opt/tiny/deploy.sh", "echo \"$1 is up again\"", "echo \"$1 is up\"");
  };
  ASSERT_THAT(Ensure(), IsOk());
  EXPECT_THAT(said_, Not(Contains(HasSubstr("build image"))));
  EXPECT_THAT(ReadFailedMachine(session_->store(), fs::path(*directory_).filename().string()),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(SeedsTest, AFailedBuildKeepsTheImagesBeforeIt) {
  fs::create_directories(*directory_ + "/broken");
  ASSERT_THAT(WriteFile(*directory_ + "/broken/Dockerfile", "FROM tiny-base:13\nRUN false\n"),
              IsOk());
  ReplaceIn("stack.textproto", "tiny-web:2.0\" build { context: \"web\"",
            "tiny-web:2.0\" build { context: \"broken\"");
  const absl::Cleanup restore = [] {
    ReplaceIn("stack.textproto", "context: \"broken\"", "context: \"web\"");
  };
  for (int attempt = 1; attempt <= 2; ++attempt) {
    EXPECT_THAT(Ensure(), StatusIs(absl::StatusCode::kInvalidArgument,
                                   AllOf(HasSubstr("stack.textproto:10:"),
                                         HasSubstr("build image tiny-web:2.0"))));
    EXPECT_THAT(said_, Not(Contains(HasSubstr("import image"))));
    EXPECT_THAT(said_, Not(Contains(HasSubstr("build image tiny-web:1.0"))));
  }
}

}  // namespace
}  // namespace drill
