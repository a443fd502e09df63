#include "harness/host/user_namespace.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::MatchesRegex;

constexpr uint32_t kFirst = 1879048192;

std::string Directory(const UserNamespace& made) {
  return std::filesystem::path(made.Path()).parent_path().parent_path();
}

class UserNamespaceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    absl::StatusOr<UserNamespace> made = UserNamespace::Make(kFirst, 65536);
    if (absl::IsUnimplemented(made.status())) GTEST_SKIP() << made.status();
    ASSERT_THAT(made, IsOk());
    made_.emplace(*std::move(made));
  }

  std::optional<UserNamespace> made_;
};

TEST_F(UserNamespaceTest, MapsUsersAndGroups) {
  for (const char* name : {"/uid_map", "/gid_map"}) {
    std::ifstream file(Directory(*made_) + name);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    EXPECT_THAT(std::vector<std::string>(absl::StrSplit(text, absl::ByAnyChar(" \n"),  //
                                                        absl::SkipEmpty())),
                ElementsAre("0", "1879048192", "65536"))
        << name;
  }
}

TEST_F(UserNamespaceTest, ThePathIsTheOneThatRuncReadsMapsBy) {
  EXPECT_THAT(made_->Path(), MatchesRegex("/proc/[0-9]+/ns/user"));
  EXPECT_EQ(std::filesystem::read_symlink(made_->Path()),
            std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(made_->descriptor())));
  EXPECT_NE(std::filesystem::read_symlink(made_->Path()),
            std::filesystem::read_symlink("/proc/self/ns/user"));
}

// Otherwise somebody who waits for the end of a pipe of the harness waits for the namespace's end.
TEST_F(UserNamespaceTest, TheProcessKeepsNoDescriptorOfTheHarness) {
  ASSERT_EQ(fcntl(made_->descriptor(), F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
  // It says that it has entered the namespace before it closes what it does not need.
  size_t open = 0;
  for (int tries = 0; tries < 1000 && open != 1; ++tries) {
    open = 0;
    for ([[maybe_unused]] const auto& entry :
         std::filesystem::directory_iterator(Directory(*made_) + "/fd")) {
      ++open;
    }
    if (open != 1) usleep(1000);
  }
  EXPECT_EQ(open, 1u);
}

TEST_F(UserNamespaceTest, TheProcessEndsWithTheObjectItWasMovedTo) {
  const std::string directory = Directory(*made_);
  {
    const UserNamespace moved = *std::move(made_);
    made_.reset();
    EXPECT_TRUE(std::filesystem::exists(directory));
    EXPECT_EQ(Directory(moved), directory);
  }
  EXPECT_FALSE(std::filesystem::exists(directory));
}

}  // namespace
}  // namespace drill
