// Asks the compose of a real drill host what it makes of each hard file; needs root and runc.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/env_file.h"
#include "harness/base/file.h"
#include "harness/host/runc_host.h"
#include "harness/testing/drill_host_requirements.h"
#include "harness/testing/env_file_cases.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_rootfs.h"
#include "nlohmann/json.hpp"

namespace drill {
namespace {

using ::testing::IsEmpty;

constexpr char kComposeFile[] =
    "name: hard\nservices:\n  s:\n    image: x\n    environment:\n      V: \"${KEY}\"\n";

class EnvFileComposeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string lack = DrillHostLack(); !lack.empty()) GTEST_SKIP() << lack;
    auto session = Session::Start(Store::DefaultCacheDirectory());
    ASSERT_THAT(session, IsOk());
    session_ = *std::move(session);
    const auto rootfs = TestRootfs(*session_);
    ASSERT_THAT(rootfs, IsOk());
    RuncHostOptions options;
    options.id = session_->NewId("test");
    const auto tree = session_->store().Clone(TreeKind::kRootfs, *rootfs, options.id);
    ASSERT_THAT(tree, IsOk());
    WriteCases(*tree);
    auto host = RuncHost::Boot(*session_, options);
    ASSERT_THAT(host, IsOk());
    host_ = *std::move(host);
  }

  void TearDown() override {
    if (host_ == nullptr) return;
    EXPECT_THAT(host_->Destroy(), IsOkAndHolds(IsEmpty()));
  }

  void WriteCases(const std::string& tree) {
    for (const EnvFileCase& hard : EnvFileCases()) contents_.push_back(hard.content);
    for (const std::string& content : UnreadableEnvFiles()) contents_.push_back(content);
    for (size_t i = 0; i < contents_.size(); ++i) {
      const std::string directory = absl::StrCat(tree, "/srv/hard/", i);
      ASSERT_THAT(MakeDirectories(directory), IsOk());
      ASSERT_THAT(WriteFile(directory + "/.env", contents_[i]), IsOk());
      ASSERT_THAT(WriteFile(directory + "/compose.yaml", kComposeFile), IsOk());
    }
  }

  // What compose gives the container for KEY; "refused" when it reads nothing.
  std::string ByCompose(size_t i) {
    ExecOptions exec;
    exec.working_directory = absl::StrCat("/srv/hard/", i);
    const auto result = host_->Exec({"docker", "compose", "config", "--format", "json"}, exec);
    if (!result.ok() || !result->succeeded()) return "refused";
    const auto config = nlohmann::json::parse(result->stdout_content, nullptr, false);
    if (config.is_discarded()) return "no JSON";
    // Compose prints each $ doubled, so that its output can be read again as a compose file.
    return absl::StrReplaceAll(config["services"]["s"]["environment"]["V"].get<std::string>(),
                               {{"$$", "$"}});
  }

  // In the order of the directories.
  std::vector<std::string> contents_;
  std::unique_ptr<Session> session_;
  std::unique_ptr<RuncHost> host_;
};

TEST_F(EnvFileComposeTest, BothReadTheSame) {
  for (size_t i = 0; i < contents_.size(); ++i) {
    const bool readable = ParseEnvFile(contents_[i]).problems.empty();
    // A key that nothing sets is empty for compose.
    const std::string ours = readable ? EnvValue("f", contents_[i], "KEY").value_or("") : "refused";
    EXPECT_EQ(ours, ByCompose(i)) << contents_[i];
  }
}

}  // namespace
}  // namespace drill
