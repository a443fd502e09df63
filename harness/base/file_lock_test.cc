#include "harness/base/file_lock.h"

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

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

TEST(FileLockTest, AMissingDirectoryIsAnError) {
  EXPECT_THAT(FileLock::Acquire(LockFile("nowhere/lock")),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("nowhere/lock")));
}

}  // namespace
}  // namespace drill
