#include "harness/seed/debian_tree.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

DebianImage Packages(const std::vector<std::string>& names) {
  DebianImage image;
  for (const std::string& name : names) image.add_packages(name);
  return image;
}

TEST(DebianTreeTest, OrderAndRepetitionDoNotMatter) {
  const absl::StatusOr<std::string> key = DebianTreeKey(Packages({"nginx-light", "curl"}));
  ASSERT_THAT(key, IsOk());
  EXPECT_THAT(*key, SizeIs(64));
  EXPECT_THAT(DebianTreeKey(Packages({"curl", "nginx-light", "curl"})), IsOkAndHolds(*key));
}

TEST(DebianTreeTest, AnotherPackageIsAnotherTree) {
  EXPECT_THAT(DebianTreeKey(Packages({"curl"})),
              IsOkAndHolds(Not(*DebianTreeKey(Packages({"curl", "jq"})))));
}

TEST(DebianTreeTest, RefusesWhatIsNoPackage) {
  for (const char* name : {"", "--help", "a,b", "a b", "Upper"}) {
    EXPECT_THAT(DebianTreeKey(Packages({name})),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("no Debian package")));
  }
}

// The program stands in for mmdebstrap.
TEST(DebianTreeTest, ThePackagesAndTheSuiteAreAskedFor) {
  DebianTreeOptions options;
  options.temporary_directory = ::testing::TempDir();
  options.target = absl::StrCat(options.temporary_directory, "/debian_tree_test.tar");
  options.program = {"bash", "-c", "echo \"$@\" > \"${!#}\"", "bash"};
  ASSERT_THAT(MakeDebianTree(Packages({"jq", "curl"}), options), IsOk());
  EXPECT_THAT(ReadFile(options.target), IsOkAndHolds(HasSubstr("--include=curl,jq trixie")));
  options.program = {"false"};
  EXPECT_THAT(MakeDebianTree(Packages({"jq"}), options), StatusIs(absl::StatusCode::kInternal));
}

}  // namespace
}  // namespace drill
