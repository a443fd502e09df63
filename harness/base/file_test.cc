#include "harness/base/file.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <string>

#include "absl/strings/str_cat.h"
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

TEST_F(FileTest, OnlyRegularFilesAreReadAndNothingIsWaitedFor) {
  ASSERT_EQ(mkfifo((directory_ + "/pipe").c_str(), 0600), 0);
  const auto refused = [](const std::string& what) {
    return StatusIs(absl::StatusCode::kInternal, HasSubstr(what));
  };
  EXPECT_THAT(ReadFile(directory_ + "/pipe"), refused("is a pipe"));
  EXPECT_THAT(ReadFile("/dev/zero"), refused("/dev/zero: is a device"));
  const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  // A socket's name may be no longer than 107 bytes.
  const std::string name = absl::StrCat("/tmp/file_test_", getpid());
  name.copy(address.sun_path, sizeof(address.sun_path) - 1);
  ASSERT_EQ(bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
  EXPECT_THAT(ReadFile(name), refused("is a socket"));
  close(fd);
  unlink(name.c_str());
}

TEST_F(FileTest, ASizeLimitIsNamed) {
  ASSERT_THAT(WriteFile(directory_ + "/x", std::string(2048, 'x')), IsOk());
  EXPECT_THAT(ReadFile(directory_ + "/x", 2048), IsOkAndHolds(std::string(2048, 'x')));
  EXPECT_THAT(ReadFile(directory_ + "/x", 1024),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("larger than 1 KiB")));
  ASSERT_THAT(WriteFile(directory_ + "/y", std::string(kMostInput + 1, 'x')), IsOk());
  EXPECT_THAT(ReadInputFile(directory_ + "/y"),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("larger than 4096 KiB")));
  // What says that it is empty is read to its end.
  EXPECT_THAT(ReadFile("/proc/self/status"), IsOkAndHolds(HasSubstr("Name:")));
}

}  // namespace
}  // namespace drill
