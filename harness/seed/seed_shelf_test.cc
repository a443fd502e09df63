// Needs root, for a store of its own.
#include "harness/seed/seed_shelf.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/subprocess.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const std::string& Cache() {
  static const std::string* const cache = new std::string(::testing::TempDir() + "/shelf");
  return *cache;
}

class SeedShelfTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (geteuid() != 0) return;
    auto store = Store::Open(Cache());
    ASSERT_THAT(store, IsOk());
    store_ = std::move(*store).release();
  }
  static void TearDownTestSuite() { delete store_; }

  void SetUp() override {
    if (geteuid() != 0) GTEST_SKIP() << "a store needs root";
    ASSERT_NE(store_, nullptr);
    for (const std::string& tree : store_->List(TreeKind::kSeed))
      ASSERT_THAT(store_->Remove(TreeKind::kSeed, tree), IsOk());
  }

  void Put(const std::string& tree, const std::string& manifest) {
    ASSERT_THAT(store_->Create("work"), IsOk());
    EXPECT_THAT(WriteFile(store_->PathOf(TreeKind::kClone, "work") + "/file", "content"), IsOk());
    EXPECT_THAT(store_->Seal("work", TreeKind::kSeed, tree, manifest), IsOk());
    ASSERT_THAT(store_->Remove(TreeKind::kClone, "work"), IsOk());
  }

  // A good seed of day `day`.
  std::string PutSeed(const std::string& stack, int day) {
    SeedManifest manifest;
    manifest.set_key(absl::StrCat("key-of-day-", day));
    manifest.set_stack(stack);
    manifest.set_made_at(absl::StrCat("2026-01-0", day, "T00:00:00Z"));
    const std::string tree = SeedTree(stack, manifest.key());
    Put(tree, ManifestText(manifest));
    return tree;
  }

  // The seed was used at that time.
  void Use(const std::string& tree, absl::Time time) {
    const absl::StatusOr<std::string> lock = SeedLockPath(*store_, tree);
    ASSERT_THAT(lock, IsOk());
    ASSERT_THAT(FileLock::AcquireShared(*lock), IsOk());
    const timespec times[] = {absl::ToTimespec(time), absl::ToTimespec(time)};
    ASSERT_EQ(utimensat(AT_FDCWD, lock->c_str(), times, 0), 0);
  }

  static Store* store_;
};

Store* SeedShelfTest::store_ = nullptr;

TEST_F(SeedShelfTest, NamesATreeByStackAndKey) {
  EXPECT_EQ(SeedTree("aria", "0123456789abcdef0123"), "aria-0123456789abcdef");
  EXPECT_EQ(SeedTree("my stack/../x", "01"), "my-stack----x-01");
}

TEST_F(SeedShelfTest, ReadsWhatWasSealed) {
  const std::string tree = PutSeed("aria", 1);
  const auto manifest = ReadSeed(*store_, tree, "key-of-day-1");
  ASSERT_THAT(manifest, IsOk());
  EXPECT_EQ(manifest->stack(), "aria");
  EXPECT_THAT(ReadSeed(*store_, "nothing", "key"), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(SeedShelfTest, ASeedOfAnotherKeyIsNotUsed) {
  EXPECT_THAT(ReadSeed(*store_, PutSeed("aria", 1), "key-of-day-2"),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("another seed")));
}

TEST_F(SeedShelfTest, ASeedWithoutItsManifestIsNotUsed) {
  const std::string tree = PutSeed("aria", 1);
  ASSERT_THAT(RemoveAll(store_->PathOf(TreeKind::kSeed, tree) + ".manifest"), IsOk());
  EXPECT_THAT(ReadSeed(*store_, tree, "key-of-day-1"),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("not complete")));
}

TEST_F(SeedShelfTest, ASeedWhoseManifestWasChangedIsNotUsed) {
  const std::string tree = PutSeed("aria", 1);
  const std::string path = store_->PathOf(TreeKind::kSeed, tree) + ".manifest";
  ASSERT_THAT(WriteFile(path, *ReadFile(path) + "made_in_ms: 1\n"), IsOk());
  EXPECT_THAT(ReadSeed(*store_, tree, "key-of-day-1"), StatusIs(absl::StatusCode::kDataLoss));
}

TEST_F(SeedShelfTest, ASeedWhoseTreeWasChangedIsNotUsed) {
  if (!store_->has_snapshots()) GTEST_SKIP() << "without btrfs a seed is a plain directory";
  const std::string tree = PutSeed("aria", 1);
  const std::string path = store_->PathOf(TreeKind::kSeed, tree);
  EXPECT_FALSE(WriteFile(path + "/file", "changed").ok());
  ASSERT_THAT(CheckedOutput({"btrfs", "property", "set", "-f", path, "ro", "false"}), IsOk());
  ASSERT_THAT(WriteFile(path + "/file", "changed"), IsOk());
  ASSERT_THAT(CheckedOutput({"btrfs", "property", "set", "-f", path, "ro", "true"}), IsOk());
  EXPECT_THAT(ReadSeed(*store_, tree, "key-of-day-1"), StatusIs(absl::StatusCode::kDataLoss));
}

// Another version of the harness made it, and can use it.
TEST_F(SeedShelfTest, AFormatThatIsNotKnownIsNotUsedAndNotRemoved) {
  Put("aria-0", "no manifest");
  Put("aria-1", "format: 999 key: \"1\" stack: \"aria\" something_new { deep: 1 }");
  for (const char* tree : {"aria-0", "aria-1"}) {
    EXPECT_THAT(ReadSeed(*store_, tree, "1"),
                StatusIs(absl::StatusCode::kFailedPrecondition,
                         AllOf(HasSubstr(tree), HasSubstr("left alone"))));
  }
  EXPECT_THAT(RemoveOldSeeds(*store_, "aria", 0), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(store_->List(TreeKind::kSeed), ElementsAre("aria-0", "aria-1"));
}

TEST_F(SeedShelfTest, KeepsThoseOfAStackThatWereUsedLast) {
  const std::string second = PutSeed("aria", 2);
  const std::string first = PutSeed("aria", 1);
  ASSERT_THAT(MakeDirectories(SeedLogDirectory(*store_, first)), IsOk());
  const std::string third = PutSeed("aria", 3);
  const std::string other = PutSeed("rose", 1);
  Use(first, absl::FromUnixSeconds(1000));
  Use(third, absl::FromUnixSeconds(2000));
  // What counts is the last use, not the day on which the seed was made.
  Use(second, absl::FromUnixSeconds(3000));
  EXPECT_THAT(RemoveOldSeeds(*store_, "aria", 2), IsOkAndHolds(ElementsAre(first)));
  EXPECT_THAT(store_->List(TreeKind::kSeed), UnorderedElementsAre(second, third, other));
  EXPECT_FALSE(std::filesystem::exists(SeedLogDirectory(*store_, first)));
}

TEST_F(SeedShelfTest, AUseIsNoted) {
  const std::string tree = PutSeed("aria", 1);
  Use(tree, absl::FromUnixSeconds(1000));
  NoteUse(*store_, tree);
  const std::string other = PutSeed("aria", 2);
  Use(other, absl::FromUnixSeconds(2000));
  EXPECT_THAT(RemoveOldSeeds(*store_, "aria", 1), IsOkAndHolds(ElementsAre(other)));
}

TEST_F(SeedShelfTest, RemovesDamagedOnesOfAnyStack) {
  const std::string tree = PutSeed("rose", 1);
  ASSERT_THAT(RemoveAll(store_->PathOf(TreeKind::kSeed, tree) + ".manifest"), IsOk());
  EXPECT_THAT(RemoveOldSeeds(*store_, "aria", 2), IsOkAndHolds(ElementsAre(tree)));
}

TEST_F(SeedShelfTest, KeepsWhatIsInUse) {
  const std::string tree = PutSeed("aria", 1);
  absl::StatusOr<std::string> path = SeedLockPath(*store_, tree);
  ASSERT_THAT(path, IsOk());
  {
    const absl::StatusOr<FileLock> lock = FileLock::AcquireShared(*path);
    ASSERT_THAT(lock, IsOk());
    EXPECT_THAT(RemoveOldSeeds(*store_, "aria", 0), IsOkAndHolds(IsEmpty()));
  }
  EXPECT_THAT(RemoveOldSeeds(*store_, "aria", 0), IsOkAndHolds(ElementsAre(tree)));
}

}  // namespace
}  // namespace drill
