#include "harness/twin/file_state.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/descriptor.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

using ::testing::MatchesRegex;
using ::testing::StartsWith;

constexpr off_t kLarge = (off_t{200} << 20) + 12345;

class FileStateTest : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::path(::testing::TempDir()) /
            ::testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(root_);
    fs::create_directories(root_);
    directory_ = Descriptor(open(root_.c_str(), O_RDONLY | O_DIRECTORY));
  }

  void Write(const std::string& name, const std::string& content) {
    ASSERT_THAT(WriteFile((root_ / name).string(), content), IsOk());
  }
  // A file that is too large to be read, and empty but for one byte.
  void WriteLarge(const std::string& name, off_t at, char byte) {
    const Descriptor file(open((root_ / name).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    ASSERT_EQ(ftruncate(file.get(), kLarge), 0);
    ASSERT_EQ(pwrite(file.get(), &byte, 1, at), 1);
  }
  FileState Read(const std::string& name) {
    struct stat found = {};
    EXPECT_EQ(fstatat(directory_.get(), name.c_str(), &found, AT_SYMLINK_NOFOLLOW), 0);
    return ReadFileState(directory_.get(), name, found, getuid());
  }
  bool GoesOn(const std::string& before, const std::string& after) {
    return GoesOnFrom({directory_.get(), before}, {directory_.get(), after});
  }

  fs::path root_;
  Descriptor directory_;
};

TEST_F(FileStateTest, OfAFile) {
  Write("notes", "a");
  ASSERT_EQ(chmod((root_ / "notes").c_str(), 04750), 0);
  const FileState state = Read("notes");
  EXPECT_EQ(state.kind(), "file");
  EXPECT_EQ(state.mode(), "4750");
  EXPECT_THAT(state.owner(), StartsWith("0:"));
  EXPECT_EQ(state.contents(), "ca978112ca1b");
  Write("notes", "b");
  EXPECT_NE(Read("notes").contents(), state.contents());
}

TEST_F(FileStateTest, OfADirectoryALinkAndAPipe) {
  fs::create_directory(root_ / "dir");
  fs::create_symlink("dir", root_ / "link");
  ASSERT_EQ(mkfifo((root_ / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(Read("dir").kind(), "directory");
  EXPECT_EQ(Read("link").kind(), "link");
  EXPECT_EQ(Read("link").contents(), "dir");
  EXPECT_EQ(Read("link").mode(), "");
  EXPECT_EQ(Read("pipe").kind(), "named pipe");
}

TEST_F(FileStateTest, OfALargeFilePiecesFromAllOverItAreCompared) {
  WriteLarge("first", 0, 'x');
  WriteLarge("again", 0, 'x');
  WriteLarge("last", kLarge - 1, 'x');
  WriteLarge("other", kLarge - 1, 'y');
  const std::string first = Read("first").contents();
  EXPECT_THAT(first, MatchesRegex("209727545 bytes, of which pieces have [0-9a-f]{12}"));
  EXPECT_EQ(Read("again").contents(), first);
  EXPECT_NE(Read("last").contents(), first);
  EXPECT_NE(Read("other").contents(), Read("last").contents());
}

TEST_F(FileStateTest, AFileThatWasAddedToGoesOn) {
  Write("log", "one\n");
  Write("longer", "one\ntwo\n");
  Write("cut", "two\n");
  EXPECT_TRUE(GoesOn("log", "longer"));
  EXPECT_TRUE(GoesOn("log", "log"));
  EXPECT_FALSE(GoesOn("longer", "log"));
  EXPECT_FALSE(GoesOn("log", "cut"));
  EXPECT_FALSE(GoesOn("log", "none"));
  fs::create_directory(root_ / "dir");
  EXPECT_FALSE(GoesOn("log", "dir"));
}

}  // namespace
}  // namespace drill
