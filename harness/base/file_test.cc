#include "harness/base/file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class FileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(RemoveAll(directory_), IsOk());
    ASSERT_THAT(MakeDirectories(directory_ + "/a/b"), IsOk());
  }
  const std::string directory_ = ::testing::TempDir() + "/file_test";
};

TEST_F(FileTest, ReadsWhatWasWritten) {
  const std::string content("with\0zero\n", 10);
  ASSERT_THAT(WriteFile(directory_ + "/x", content), IsOk());
  EXPECT_THAT(ReadFile(directory_ + "/x"), IsOkAndHolds(content));
  ASSERT_THAT(WriteFile(directory_ + "/x", ""), IsOk());
  EXPECT_THAT(ReadFile(directory_ + "/x"), IsOkAndHolds(""));
}

TEST_F(FileTest, WritingLeavesNothingBeside) {
  ASSERT_THAT(WriteFile(directory_ + "/x", "text"), IsOk());
  EXPECT_THAT(ListFiles(directory_), IsOkAndHolds(ElementsAre("x")));
}

TEST_F(FileTest, FailuresNameThePath) {
  EXPECT_THAT(ReadFile(directory_ + "/none"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr(directory_ + "/none")));
  EXPECT_THAT(ReadFile(directory_), StatusIs(absl::StatusCode::kInternal, HasSubstr("directory")));
  EXPECT_THAT(WriteFile(directory_ + "/none/x", "text"),
              StatusIs(absl::StatusCode::kInternal, HasSubstr(directory_ + "/none/x")));
  ASSERT_THAT(WriteFile(directory_ + "/x", "text"), IsOk());
  EXPECT_THAT(MakeDirectories(directory_ + "/x/y"), StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(ListFiles(directory_ + "/none"), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(FileTest, WritingOverADirectoryFailsAndLeavesNothing) {
  ASSERT_THAT(WriteFile(directory_ + "/x", "text"), IsOk());
  EXPECT_THAT(WriteFile(directory_ + "/a", "text"), StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(ListFiles(directory_), IsOkAndHolds(ElementsAre("x")));
}

TEST_F(FileTest, ListsRegularFilesSorted) {
  ASSERT_THAT(WriteFile(directory_ + "/z", ""), IsOk());
  ASSERT_THAT(WriteFile(directory_ + "/a/b/c", ""), IsOk());
  EXPECT_THAT(ListFiles(directory_), IsOkAndHolds(ElementsAre("a/b/c", "z")));
}

TEST_F(FileTest, RemovesTreesAndNothing) {
  EXPECT_THAT(RemoveAll(directory_ + "/a"), IsOk());
  EXPECT_THAT(RemoveAll(directory_ + "/a"), IsOk());
  EXPECT_THAT(ListFiles(directory_), IsOkAndHolds(IsEmpty()));
}

}  // namespace
}  // namespace drill
