#include "harness/stack/package_lists.h"

#include <sys/stat.h>

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::Optional;

// A machine with lists of one suite, told of by an apt-get of the test's own.
class PackagesOfTest : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = absl::StrCat(::testing::TempDir(), "/package_lists_test");
    ASSERT_THAT(MakeDirectories(directory_), IsOk());
    const std::string program = absl::StrCat(directory_, "/apt-get");
    ASSERT_THAT(WriteFile(program,
                          absl::StrCat("#!/bin/sh\necho 'trixie testing ", directory_, "/list'\n")),
                IsOk());
    ASSERT_EQ(chmod(program.c_str(), 0755), 0);
    ASSERT_THAT(WriteFile(directory_ + "/list",
                          "Package: nginx-light\nVersion: 1\n\nPackage: postfix\nProvides: "
                          "mail-transport-agent, default-mta (= 1)\n"),
                IsOk());
    path_ = std::getenv("PATH");
    setenv("PATH", absl::StrCat(directory_, ":", path_).c_str(), 1);
  }
  void TearDown() override { setenv("PATH", path_.c_str(), 1); }

  std::string directory_, path_;
};

TEST_F(PackagesOfTest, AreInTheListsOfTheSuite) {
  const absl::StatusOr<std::optional<std::set<std::string>>> names = PackagesOf("trixie");
  ASSERT_THAT(names, IsOkAndHolds(Optional(Contains("nginx-light"))));
  EXPECT_THAT(**names, ::testing::ElementsAre("default-mta", "mail-transport-agent", "nginx-light",
                                              "postfix"));
}

TEST_F(PackagesOfTest, AreNotKnownWithoutLists) {
  EXPECT_THAT(PackagesOf("forky"), IsOkAndHolds(std::nullopt));
}

TEST(ValidatePackagesTest, NamesWhatIsNotThere) {
  std::vector<Problem> problems;
  Stack stack;
  const FieldLocations locations = ParseTextProto(
      "s",
      "host_packages: 'postfix'\nhost_packages: 'postfx'\n"
      "images { reference: 'a:1' debian { packages: 'nginx-light' packages: 'xyzzy' } }\n",
      &stack, &problems);
  ValidatePackages(stack, {"nginx-light", "postfix"}, locations, &problems);
  EXPECT_EQ(FormatProblems(problems),
            "s:2:1: host_packages[1] is no package of Debian 13: postfx; did you mean postfix?\n"
            "s:3:60: images[0].debian.packages[1] is no package of Debian 13: xyzzy\n");
}

}  // namespace
}  // namespace drill
