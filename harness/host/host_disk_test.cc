// Makes real file systems; needs root, ext4 and loop devices.
#include "harness/host/host_disk.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/host/loop_device.h"
#include "harness/host/pool_mount.h"
#include "harness/testing/drill_host_requirements.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace fs = std::filesystem;

constexpr int64_t kMiB = int64_t{1} << 20;

class HostDiskTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (DrillHostLack().empty()) {
      ASSERT_THAT(EnterPrivateMountNamespace(), IsOk());
    }
  }
  void SetUp() override {
    if (const std::string lack = DrillHostLack(); !lack.empty()) GTEST_SKIP() << lack;
    ASSERT_THAT(MakeDirectories(tree_ + "/srv/app/backups"), IsOk());
    ASSERT_THAT(WriteFile(tree_ + "/srv/app/notes", "hello"), IsOk());
    ASSERT_THAT(WriteFile(tree_ + "/srv/app/backups/dump", "data"), IsOk());
  }
  void TearDown() override { EXPECT_THAT(RemoveAll(base_), IsOk()); }

  absl::StatusOr<std::vector<HostDisk>> Prepare(std::vector<HostDiskSpec> specs) {
    return PrepareHostDisks(tree_, base_ + "/work", std::move(specs));
  }

  // Calls `look` with the directory where the disk is mounted meanwhile.
  template <typename Look>
  void Mounted(const std::string& image, const Look& look) {
    const std::string target = base_ + "/mounted";
    ASSERT_THAT(MakeDirectories(target), IsOk());
    auto device = LoopDevice::Attach(image);
    ASSERT_THAT(device, IsOk());
    ASSERT_EQ(mount(device->name().c_str(), target.c_str(), "ext4", 0, nullptr), 0);
    look(target);
    ASSERT_EQ(umount2(target.c_str(), 0), 0);
  }

  const std::string base_ = absl::StrCat(::testing::TempDir(), "/host-disk-", getpid());
  const std::string tree_ = base_ + "/tree";
};

TEST_F(HostDiskTest, HoldsWhatTheDirectoryHeld) {
  ASSERT_EQ(chown((tree_ + "/srv/app/notes").c_str(), 123, 456), 0);
  ASSERT_EQ(chmod((tree_ + "/srv/app/notes").c_str(), 0640), 0);
  ASSERT_EQ(chown((tree_ + "/srv/app").c_str(), 7, 8), 0);
  const timespec times[2] = {{1000000, 5}, {1000000, 123456789}};
  ASSERT_EQ(utimensat(AT_FDCWD, (tree_ + "/srv/app/notes").c_str(), times, 0), 0);
  const auto disks = Prepare({{"/srv/app", 32 * kMiB, 0}});
  ASSERT_THAT(disks, IsOk());
  ASSERT_THAT(*disks, SizeIs(1));
  EXPECT_TRUE(fs::is_empty(tree_ + "/srv/app"));
  Mounted(disks->front().image, [&](const std::string& root) {
    EXPECT_THAT(ReadFile(root + "/notes"), IsOkAndHolds("hello"));
    EXPECT_FALSE(fs::exists(root + "/lost+found"));
    struct stat file, top;
    ASSERT_EQ(stat((root + "/notes").c_str(), &file), 0);
    ASSERT_EQ(stat(root.c_str(), &top), 0);
    EXPECT_EQ(file.st_uid, 123u);
    EXPECT_EQ(file.st_gid, 456u);
    EXPECT_EQ(file.st_mode & 07777, 0640u);
    EXPECT_EQ(file.st_mtim.tv_nsec, 123456789);
    EXPECT_EQ(top.st_uid, 7u);
  });
}

TEST_F(HostDiskTest, IsAsSmallAsAskedFor) {
  const auto disks = Prepare({{"/srv/app", 16 * kMiB, 256}});
  ASSERT_THAT(disks, IsOk());
  Mounted(disks->front().image, [&](const std::string& root) {
    struct statvfs info;
    ASSERT_EQ(statvfs(root.c_str(), &info), 0);
    EXPECT_LE(info.f_blocks * info.f_frsize, static_cast<uint64_t>(16 * kMiB));
    EXPECT_EQ(info.f_files, 256u);
    const int fd = open((root + "/big").c_str(), O_WRONLY | O_CREAT, 0600);
    EXPECT_NE(fallocate(fd, 0, 0, 17 * kMiB), 0);
    EXPECT_EQ(errno, ENOSPC);
    close(fd);
  });
}

TEST_F(HostDiskTest, ALargeEmptyDiskTakesHardlyAnySpace) {
  const auto disks = Prepare({{"/srv/app", 6144 * kMiB, 0}});
  ASSERT_THAT(disks, IsOk());
  struct stat image;
  ASSERT_EQ(stat(disks->front().image.c_str(), &image), 0);
  EXPECT_LT(image.st_blocks * 512, 32 * kMiB);
}

TEST_F(HostDiskTest, AnInnerDiskIsNotOnTheOuterOne) {
  const auto disks = Prepare({{"/srv/app/backups", 16 * kMiB, 0}, {"/srv/app", 16 * kMiB, 0}});
  ASSERT_THAT(disks, IsOk());
  ASSERT_THAT(*disks, SizeIs(2));
  EXPECT_EQ((*disks)[0].path, "/srv/app");
  EXPECT_EQ((*disks)[1].path, "/srv/app/backups");
  Mounted((*disks)[0].image, [](const std::string& root) {
    EXPECT_TRUE(fs::is_directory(root + "/backups"));
    EXPECT_TRUE(fs::is_empty(root + "/backups"));
  });
  Mounted((*disks)[1].image, [](const std::string& root) {
    EXPECT_THAT(ReadFile(root + "/dump"), IsOkAndHolds("data"));
  });
}

TEST_F(HostDiskTest, ASecondBootFindsTheDiskAsItWas) {
  const auto first = Prepare({{"/srv/app", 16 * kMiB, 0}});
  ASSERT_THAT(first, IsOk());
  Mounted(first->front().image,
          [](const std::string& root) { ASSERT_THAT(WriteFile(root + "/later", "x"), IsOk()); });
  const auto second = Prepare({{"/srv/app", 16 * kMiB, 0}});
  ASSERT_THAT(second, IsOk());
  Mounted(second->front().image, [](const std::string& root) {
    EXPECT_THAT(ReadFile(root + "/later"), IsOkAndHolds("x"));
  });
}

TEST_F(HostDiskTest, SaysWhatCannotBeADisk) {
  EXPECT_THAT(Prepare({{"/srv/missing", 16 * kMiB, 0}}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("/srv/missing")));
  ASSERT_EQ(truncate((tree_ + "/srv/app/notes").c_str(), 0), 0);
  const int fd = open((tree_ + "/srv/app/notes").c_str(), O_WRONLY);
  ASSERT_EQ(posix_fallocate(fd, 0, 40 * kMiB), 0);
  // Write real data: cp would copy reserved, unwritten blocks as a hole.
  const std::string text(40 * kMiB, 'x');
  ASSERT_EQ(write(fd, text.data(), text.size()), static_cast<ssize_t>(text.size()));
  close(fd);
  EXPECT_THAT(Prepare({{"/srv/app", 32 * kMiB, 0}}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("/srv/app"), HasSubstr("32 MiB"))));
}

TEST_F(HostDiskTest, LeavesNoLoopDevice) {
  const auto disks = Prepare({{"/srv/app", 16 * kMiB, 0}});
  ASSERT_THAT(disks, IsOk());
  EXPECT_THAT(LoopDevicesOf(disks->front().image), IsEmpty());
}

}  // namespace
}  // namespace drill
