// Opens real pools; needs root.
#include "harness/host/store.h"

#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/subprocess.h"
#include "harness/host/clean.h"
#include "harness/host/loop_device.h"
#include "harness/host/pool_mount.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class StoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (geteuid() != 0) GTEST_SKIP() << "needs root";
    Open();
  }
  void TearDown() override {
    if (store_ == nullptr) return;
    Close();
    EXPECT_THAT(RemoveAll(cache_), IsOk());
  }
  void Open() {
    auto store = Store::Open(cache_);
    ASSERT_THAT(store, IsOk());
    store_ = std::move(*store);
  }
  // As the end of the process would.
  void Close() {
    if (store_->has_snapshots()) {
      EXPECT_THAT(CheckedOutput({"umount", cache_ + "/pool"}), IsOk());
    }
    store_.reset();
  }
  // A sealed seed with one file.
  void MakeSeed(const std::string& name) {
    auto path = store_->Create("work");
    ASSERT_THAT(path, IsOk());
    ASSERT_THAT(WriteFile(*path + "/file", "seed"), IsOk());
    ASSERT_THAT(store_->Seal("work", TreeKind::kSeed, name, "manifest of it"), IsOk());
    ASSERT_THAT(store_->Remove(TreeKind::kClone, "work"), IsOk());
  }
  std::string SeedPath(const std::string& name) { return store_->PathOf(TreeKind::kSeed, name); }

  const std::string cache_ = absl::StrCat(::testing::TempDir(), "/store_test-", getpid());
  std::unique_ptr<Store> store_;
};

TEST_F(StoreTest, ASealedTreeIsClonedWithItsContentAndManifest) {
  MakeSeed("one");
  EXPECT_TRUE(store_->Exists(TreeKind::kSeed, "one"));
  EXPECT_THAT(store_->Manifest(TreeKind::kSeed, "one"), IsOkAndHolds("manifest of it"));
  auto clone = store_->Clone(TreeKind::kSeed, "one", "clone");
  ASSERT_THAT(clone, IsOk());
  EXPECT_THAT(ReadFile(*clone + "/file"), IsOkAndHolds("seed"));
  EXPECT_THAT(store_->List(TreeKind::kClone), ElementsAre("clone"));
}

TEST_F(StoreTest, ACloneCannotChangeItsSeed) {
  MakeSeed("one");
  auto clone = store_->Clone(TreeKind::kSeed, "one", "clone");
  ASSERT_THAT(clone, IsOk());
  ASSERT_THAT(WriteFile(*clone + "/file", "changed"), IsOk());
  ASSERT_THAT(WriteFile(*clone + "/more", "changed"), IsOk());
  EXPECT_THAT(ReadFile(SeedPath("one") + "/file"), IsOkAndHolds("seed"));
  EXPECT_THAT(ListFiles(SeedPath("one")), IsOkAndHolds(ElementsAre("file")));
  EXPECT_TRUE(store_->Exists(TreeKind::kSeed, "one"));
}

TEST_F(StoreTest, ASeedCannotBeWrittenTo) {
  if (!store_->has_snapshots()) GTEST_SKIP() << "needs btrfs";
  MakeSeed("one");
  EXPECT_THAT(WriteFile(SeedPath("one") + "/file", "changed"), Not(IsOk()));
}

TEST_F(StoreTest, ASeedThatWasChangedByForceIsNotUsed) {
  if (!store_->has_snapshots()) GTEST_SKIP() << "needs btrfs";
  MakeSeed("one");
  ASSERT_THAT(CheckedOutput({"btrfs", "property", "set", SeedPath("one"), "ro", "false"}), IsOk());
  EXPECT_FALSE(store_->Exists(TreeKind::kSeed, "one"));
  ASSERT_THAT(WriteFile(SeedPath("one") + "/file", "changed"), IsOk());
  ASSERT_THAT(CheckedOutput({"btrfs", "property", "set", SeedPath("one"), "ro", "true"}), IsOk());
  EXPECT_FALSE(store_->Exists(TreeKind::kSeed, "one"));
}

TEST_F(StoreTest, AHalfMadeTreeIsNotUsedAndIsReplaced) {
  MakeSeed("one");
  ASSERT_THAT(RemoveAll(SeedPath("one") + ".complete"), IsOk());
  EXPECT_FALSE(store_->Exists(TreeKind::kSeed, "one"));
  EXPECT_THAT(store_->Clone(TreeKind::kSeed, "one", "clone"),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(store_->Manifest(TreeKind::kSeed, "one"), StatusIs(absl::StatusCode::kNotFound));
  MakeSeed("one");
  EXPECT_TRUE(store_->Exists(TreeKind::kSeed, "one"));
}

TEST_F(StoreTest, AManifestThatDoesNotFitIsNotUsed) {
  MakeSeed("one");
  ASSERT_THAT(WriteFile(SeedPath("one") + ".manifest", "another"), IsOk());
  EXPECT_FALSE(store_->Exists(TreeKind::kSeed, "one"));
}

TEST_F(StoreTest, NamesAreTakenOnce) {
  ASSERT_THAT(store_->Create("work"), IsOk());
  EXPECT_THAT(store_->Create("work"), StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST_F(StoreTest, RemovesTreesWithWhatIsNestedInThem) {
  auto path = store_->Create("outer");
  ASSERT_THAT(path, IsOk());
  if (store_->has_snapshots()) {
    ASSERT_THAT(CheckedOutput({"btrfs", "subvolume", "create", *path + "/inner"}), IsOk());
    ASSERT_THAT(WriteFile(*path + "/inner/file", "x"), IsOk());
  }
  EXPECT_THAT(store_->Remove(TreeKind::kClone, "outer"), IsOk());
  EXPECT_THAT(store_->Remove(TreeKind::kClone, "outer"), IsOk());
  EXPECT_THAT(store_->List(TreeKind::kClone), IsEmpty());
  EXPECT_THAT(store_->Remove(TreeKind::kClone, "../seeds/one"), Not(IsOk()));
  EXPECT_THAT(store_->Remove(TreeKind::kClone, ""), Not(IsOk()));
}

TEST_F(StoreTest, KeepsItsTreesFromOneProcessToTheNext) {
  MakeSeed("one");
  Close();
  Open();
  EXPECT_TRUE(store_->Exists(TreeKind::kSeed, "one"));
  if (store_->has_snapshots()) {
    EXPECT_THAT(store_->notice(), IsEmpty());
  }
}

TEST_F(StoreTest, APoolThatCannotBeMountedIsMadeAnewAndSaysSo) {
  if (!store_->has_snapshots()) GTEST_SKIP() << "needs btrfs";
  MakeSeed("one");
  Close();
  const std::string image = cache_ + "/pool.img";
  ASSERT_THAT(LoopDevicesOf(image), IsEmpty());
  ASSERT_THAT(WriteFile(image, std::string(1 << 20, 'x')), IsOk());
  Open();
  ASSERT_NE(store_, nullptr);
  EXPECT_THAT(store_->notice(), HasSubstr("made anew"));
  EXPECT_FALSE(store_->Exists(TreeKind::kSeed, "one"));
  MakeSeed("one");
}

TEST_F(StoreTest, APoolWithDamagedBlocksIsNamedAsThatAndKept) {
  if (!store_->has_snapshots()) GTEST_SKIP() << "needs btrfs";
  MakeSeed("one");
  Close();
  const std::string image = cache_ + "/pool.img";
  {
    // Overwrite everything but the superblock, which lies in the first MiB.
    std::fstream file(image, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(1 << 20);
    const std::string garbage(1 << 20, 'x');
    for (int i = 0; i < 63; ++i) file << garbage;
  }
  EXPECT_THAT(Store::Open(cache_),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("blocks of the pool are damaged")));
  EXPECT_THAT(std::filesystem::file_size(image), ::testing::Gt(1 << 30));
  EXPECT_THAT(LoopDevicesOf(image), IsEmpty());
  ASSERT_THAT(RemoveAll(image), IsOk());
  Open();
}

TEST_F(StoreTest, ATreeOfAnotherVersionIsLeftAlone) {
  MakeSeed("one");
  const std::string mark = SeedPath("one") + ".complete";
  ASSERT_THAT(WriteFile(mark, "format 9: whatever it says\n"), IsOk());
  EXPECT_THAT(store_->Check(TreeKind::kSeed, "one"),
              StatusIs(absl::StatusCode::kUnimplemented, HasSubstr("another version")));
  ASSERT_THAT(store_->Create("work"), IsOk());
  EXPECT_THAT(store_->Seal("work", TreeKind::kSeed, "one", "mine"),
              StatusIs(absl::StatusCode::kUnimplemented));
  EXPECT_THAT(Clean(*store_).removed, Not(Contains(HasSubstr("seeds/one"))));
  EXPECT_THAT(ReadFile(SeedPath("one") + "/file"), IsOkAndHolds("seed"));
  EXPECT_THAT(ReadFile(mark), IsOkAndHolds("format 9: whatever it says\n"));
}

// Another file system below the cache, whose room can be taken away.
class FullDiskTest : public StoreTest {
 protected:
  void SetUp() override {
    if (geteuid() != 0) GTEST_SKIP() << "needs root";
    ASSERT_THAT(MakeDirectories(cache_), IsOk());
    ASSERT_EQ(mount("full", cache_.c_str(), "tmpfs", 0, "size=3g"), 0);
    Open();
  }
  void TearDown() override {
    if (store_ != nullptr) Close();
    umount2(cache_.c_str(), MNT_DETACH);
    EXPECT_THAT(RemoveAll(cache_), IsOk());
  }
};

TEST_F(FullDiskTest, NothingIsStartedAndNothingThrownAway) {
  MakeSeed("one");
  EXPECT_THAT(store_->CheckRoom(), IsOk());
  ASSERT_EQ(mount("full", cache_.c_str(), "tmpfs", MS_REMOUNT, "size=900m"), 0);
  EXPECT_THAT(store_->CheckRoom(), StatusIs(absl::StatusCode::kResourceExhausted));
  Close();
  Open();
  EXPECT_TRUE(store_->Exists(TreeKind::kSeed, "one"));
  EXPECT_THAT(store_->Explain(absl::InternalError("write: No space left on device")),
              StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("MiB are free")));
}

TEST_F(FullDiskTest, NoPoolIsMadeWhereThereIsNoRoomForOne) {
  Close();
  ASSERT_THAT(RemoveAll(cache_ + "/pool.img"), IsOk());
  ASSERT_EQ(mount("full", cache_.c_str(), "tmpfs", MS_REMOUNT, "size=900m"), 0);
  EXPECT_THAT(Store::Open(cache_), StatusIs(absl::StatusCode::kResourceExhausted));
}

TEST(ForeignPoolTest, AFileOfThatNameThatIsNotOursIsLeftAlone) {
  if (geteuid() != 0) GTEST_SKIP() << "needs root";
  const std::string cache = absl::StrCat(::testing::TempDir(), "/foreign-", getpid());
  ASSERT_THAT(MakeDirectories(cache), IsOk());
  ASSERT_THAT(WriteFile(cache + "/pool.img", "holiday pictures"), IsOk());
  EXPECT_THAT(Store::Open(cache),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("left alone")));
  EXPECT_THAT(ReadFile(cache + "/pool.img"), IsOkAndHolds("holiday pictures"));
  EXPECT_THAT(RemoveAll(cache), IsOk());
}

TEST_F(StoreTest, TwoProcessesShareOneDevice) {
  if (!store_->has_snapshots()) GTEST_SKIP() << "needs btrfs";
  MakeSeed("one");
  const pid_t child = fork();
  if (child == 0) {
    // Out of the mount that was inherited, as another process would be.
    if (!EnterPrivateMountNamespace().ok()) _exit(3);
    if (!CheckedOutput({"umount", cache_ + "/pool"}).ok()) _exit(4);
    auto store = Store::Open(cache_);
    if (!store.ok()) _exit(5);
    if (!(*store)->Exists(TreeKind::kSeed, "one")) _exit(6);
    _exit((*store)->Create("made-by-the-other").ok() ? 0 : 7);
  }
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_THAT(store_->List(TreeKind::kClone), Contains("made-by-the-other"));
  EXPECT_THAT(LoopDevicesOf(cache_ + "/pool.img"), SizeIs(1));
}

// The fallback: a file where the pool's image should be mountable, but no way to make a file
// system.
TEST(StoreWithoutBtrfsTest, CopiesAndSaysThatItIsSlower) {
  if (geteuid() != 0) GTEST_SKIP() << "needs root";
  const std::string cache = absl::StrCat(::testing::TempDir(), "/store_plain-", getpid());
  const std::string path = getenv("PATH");
  // mkfs.btrfs lies in sbin; cp does not.
  setenv("PATH", "/bin", 1);
  const bool hidden = !RunSubprocess({"mkfs.btrfs", "--version"}).ok();
  auto store = hidden ? Store::Open(cache) : absl::UnknownError("mkfs.btrfs cannot be hidden");
  setenv("PATH", path.c_str(), 1);
  if (!hidden) GTEST_SKIP() << store.status();
  ASSERT_THAT(store, IsOk());
  EXPECT_FALSE((*store)->has_snapshots());
  EXPECT_THAT((*store)->notice(), HasSubstr("slower"));
  auto work = (*store)->Create("work");
  ASSERT_THAT(work, IsOk());
  ASSERT_THAT(WriteFile(*work + "/file", "seed"), IsOk());
  ASSERT_THAT((*store)->Seal("work", TreeKind::kSeed, "one", "manifest"), IsOk());
  auto clone = (*store)->Clone(TreeKind::kSeed, "one", "clone");
  ASSERT_THAT(clone, IsOk());
  ASSERT_THAT(WriteFile(*clone + "/file", "changed"), IsOk());
  EXPECT_THAT(ReadFile((*store)->PathOf(TreeKind::kSeed, "one") + "/file"), IsOkAndHolds("seed"));
  EXPECT_THAT(RemoveAll(cache), IsOk());
}

}  // namespace
}  // namespace drill
