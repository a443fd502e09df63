#include "harness/seed/tree_listing.h"

#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

class TreeListingTest : public ::testing::Test {
 protected:
  void SetUp() override {
    source_ = absl::StrCat(::testing::TempDir(), "/",
                           ::testing::UnitTest::GetInstance()->current_test_info()->name());
    ASSERT_THAT(RemoveAll(source_), IsOk());
    ASSERT_THAT(MakeDirectories(source_), IsOk());
  }

  static void Put(const std::string& path, const std::string& content) {
    ASSERT_THAT(MakeDirectories(fs::path(path).parent_path().string()), IsOk());
    ASSERT_THAT(WriteFile(path, content), IsOk());
  }

  std::string source_;
};

TEST_F(TreeListingTest, AMissingDirectoryIsNotFound) {
  EXPECT_THAT(ListTree(source_ + "/nowhere"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("nowhere")));
}

TEST_F(TreeListingTest, APipeIsRefused) {
  ASSERT_EQ(mkfifo((source_ + "/pipe").c_str(), 0600), 0);
  EXPECT_THAT(ListTree(source_), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("pipe")));
}

TEST_F(TreeListingTest, ListsParentsFirst) {
  Put(source_ + "/b/file", "");
  Put(source_ + "/a", "");
  EXPECT_THAT(ListTree(source_),
              IsOkAndHolds(ElementsAre(Field(&TreeEntry::path, "a"), Field(&TreeEntry::path, "b"),
                                       Field(&TreeEntry::path, "b/file"))));
}

TEST_F(TreeListingTest, DigestChangesWithAllThatIsLaid) {
  Put(source_ + "/file", "content");
  fs::create_symlink("file", source_ + "/link");
  std::string last = *TreeDigest(source_);
  EXPECT_THAT(TreeDigest(source_), IsOkAndHolds(last));
  const auto changed = [&] {
    const std::string before = last;
    last = *TreeDigest(source_);
    return before != last;
  };
  Put(source_ + "/file", "other");
  EXPECT_TRUE(changed()) << "content";
  chmod((source_ + "/file").c_str(), 0755);
  EXPECT_TRUE(changed()) << "executable";
  chmod((source_ + "/file").c_str(), 0700);
  EXPECT_FALSE(changed()) << "a mode that is not laid";
  fs::remove(source_ + "/link");
  fs::create_symlink("other", source_ + "/link");
  EXPECT_TRUE(changed()) << "link target";
  fs::create_directory(source_ + "/empty");
  EXPECT_TRUE(changed()) << "empty directory";
  fs::rename(source_ + "/empty", source_ + "/vacant");
  EXPECT_TRUE(changed()) << "name";
}

}  // namespace
}  // namespace drill
