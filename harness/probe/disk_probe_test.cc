#include "harness/probe/disk_probe.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/local_host.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr auto kGreen = Observation::Colour::kGreen;
constexpr auto kRed = Observation::Colour::kRed;

class LookAtDiskTest : public ::testing::Test {
 protected:
  LookAtDiskTest() { EXPECT_THAT(MakeDirectories(root_ + "/data"), IsOk()); }

  Sight Look(const std::string& fields) {
    LocalHost host(root_);
    ProbeContext context;
    context.host = &host;
    const DiskProbe probe = ParseText<DiskProbe>(fields);
    return LookAtDisk(context, probe, absl::Seconds(1));
  }

  const std::string root_ = absl::StrCat(::testing::TempDir(), "/disk-probe");
};

TEST_F(LookAtDiskTest, Bounds) {
  EXPECT_EQ(Look("path: '/data' bytes { at_least: '1' }").colour, kGreen);
  EXPECT_EQ(Look("path: '/data' bytes { at_most: '1' }").colour, kRed);
  EXPECT_EQ(Look("path: '/data' bytes { at_least: '9000000000000000000' }").colour, kRed);
  EXPECT_EQ(Look("path: '/data' bytes { at_most: '9000000000000000000' }").colour, kGreen);
  EXPECT_EQ(Look("path: '/data' inodes { at_least: '9000000000000000000' }").colour, kRed);
  EXPECT_EQ(Look("path: '/data' inodes { at_most: '9000000000000000000' }").colour, kGreen);
}

TEST_F(LookAtDiskTest, TheCanaryFitsWhereThereIsRoomAndIsGoneAtOnce) {
  const Sight fits = Look("path: '/data' canary: CANARY_MUST_FIT");
  EXPECT_EQ(fits.colour, kGreen) << fits.seen;
  EXPECT_EQ(Look("path: '/data' canary: CANARY_MUST_FAIL canary_bytes: 3000000").colour, kRed);
  EXPECT_TRUE(std::filesystem::is_empty(root_ + "/data"));
}

TEST_F(LookAtDiskTest, ABoundThatDoesNotHoldIsRedWhateverTheCanarySays) {
  EXPECT_EQ(Look("path: '/data' bytes { at_most: '1' } canary: CANARY_MUST_FIT").colour, kRed);
}

TEST_F(LookAtDiskTest, ADirectoryThatIsMissingIsRed) {
  EXPECT_EQ(Look("path: '/missing' canary: CANARY_MUST_FAIL").colour, kRed);
}

TEST_F(LookAtDiskTest, AFullFileSystemRefusesTheCanary) {
  if (unshare(CLONE_NEWNS) != 0 ||
      mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
      mount("tmpfs", (root_ + "/data").c_str(), "tmpfs", 0, "size=1m,nr_inodes=8") != 0) {
    GTEST_SKIP() << "needs root";
  }
  const char full[] = "path: '/data' canary: CANARY_MUST_FAIL";
  EXPECT_EQ(Look(full).colour, kRed);
  const int fd = open((root_ + "/data/big").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  ASSERT_EQ(posix_fallocate(fd, 0, 1 << 20), 0);
  const Sight sight = Look(full);
  EXPECT_EQ(sight.colour, kGreen) << sight.seen;
  EXPECT_THAT(sight.seen, HasSubstr("No space left"));
  EXPECT_EQ(Look("path: '/data' canary: CANARY_MUST_FIT").colour, kRed);
  ASSERT_EQ(ftruncate(fd, 0), 0);
  EXPECT_EQ(Look(full).colour, kRed);
  // Room, but no inode.
  for (int i = 0; i < 8; ++i) close(creat(absl::StrCat(root_, "/data/", i).c_str(), 0600));
  const Sight inodes = Look("path: '/data' inodes { at_most: '0' } canary: CANARY_MUST_FAIL");
  EXPECT_EQ(inodes.colour, kGreen) << inodes.seen;
  close(fd);
}

}  // namespace
}  // namespace drill
