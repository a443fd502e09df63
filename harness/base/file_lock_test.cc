#include "harness/base/file_lock.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string LockFile(const std::string& name) { return ::testing::TempDir() + "/" + name; }

TEST(FileLockTest, IsHeldUntilItsHolderIsGone) {
  const std::string path = LockFile("held");
  {
    absl::StatusOr<FileLock> lock = FileLock::Acquire(path);
    ASSERT_THAT(lock, IsOk());
    EXPECT_THAT(FileLock::TryAcquire(path),
                StatusIs(absl::StatusCode::kUnavailable, HasSubstr("held")));
  }
  EXPECT_THAT(FileLock::TryAcquire(path), IsOk());
}

TEST(FileLockTest, IsSharedByAllButAnExclusiveHolder) {
  const std::string path = LockFile("shared");
  const absl::StatusOr<FileLock> one = FileLock::AcquireShared(path);
  const absl::StatusOr<FileLock> two = FileLock::AcquireShared(path);
  ASSERT_THAT(one, IsOk());
  ASSERT_THAT(two, IsOk());
  EXPECT_THAT(FileLock::TryAcquire(path), StatusIs(absl::StatusCode::kUnavailable));
}

TEST(FileLockTest, MovesWithItsHolder) {
  const std::string path = LockFile("moved");
  absl::StatusOr<FileLock> lock = FileLock::Acquire(path);
  ASSERT_THAT(lock, IsOk());
  FileLock holder = *std::move(lock);
  EXPECT_THAT(FileLock::TryAcquire(path), StatusIs(absl::StatusCode::kUnavailable));
}

// The lock is held by this test until the one who waits has said so.
TEST(FileLockTest, WhoWaitsSaysSoOnce) {
  const std::string path = LockFile("waiting");
  std::optional<FileLock> held = FileLock::Acquire(path).value();
  std::vector<std::string> holders;
  LockWait wait;
  wait.waiting = [&](absl::string_view holder) {
    holders.emplace_back(holder);
    held.reset();
  };
  EXPECT_THAT(FileLock::Acquire(path, wait), IsOk());
  EXPECT_THAT(holders, ElementsAre("another part of this run"));
}

TEST(FileLockTest, WhoNeedNotWaitSaysNothing) {
  LockWait wait;
  wait.waiting = [](absl::string_view) { ADD_FAILURE() << "nobody holds it"; };
  EXPECT_THAT(FileLock::AcquireShared(LockFile("free"), wait), IsOk());
}

TEST(FileLockTest, AnotherProcessIsNamed) {
  const std::string path = LockFile("other");
  int ready[2];
  ASSERT_EQ(pipe(ready), 0);
  const pid_t child = fork();
  if (child == 0) {
    const absl::StatusOr<FileLock> lock = FileLock::Acquire(path);
    (void)!write(ready[1], "x", 1);
    pause();
    _exit(0);
  }
  char byte;
  ASSERT_EQ(read(ready[0], &byte, 1), 1);
  std::string said;
  LockWait wait;
  wait.waiting = [&](absl::string_view holder) {
    said = std::string(holder);
    kill(child, SIGKILL);
  };
  EXPECT_THAT(FileLock::Acquire(path, wait), IsOk());
  EXPECT_THAT(said, AllOf(HasSubstr(absl::StrCat("process ", child)), HasSubstr("file_lock_test")));
  waitpid(child, nullptr, 0);
}

TEST(FileLockTest, WaitingEndsWithTheStopToken) {
  const std::string path = LockFile("stopped");
  const absl::StatusOr<FileLock> held = FileLock::Acquire(path);
  ASSERT_THAT(held, IsOk());
  StopToken stop;
  LockWait wait;
  wait.stop = &stop;
  wait.waiting = [&](absl::string_view) { stop.RequestStop(); };
  EXPECT_THAT(FileLock::Acquire(path, wait), StatusIs(absl::StatusCode::kCancelled));
}

TEST(FileLockTest, AMissingDirectoryIsAnError) {
  EXPECT_THAT(FileLock::Acquire(LockFile("nowhere/lock")),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("nowhere/lock")));
}

}  // namespace
}  // namespace drill
