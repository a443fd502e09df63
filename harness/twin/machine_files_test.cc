#include "harness/twin/machine_files.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/short_digest.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/trait_lines.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class MachineFilesTest : public ::testing::Test {
 protected:
  MachineFilesTest() : host_(root_) {
    Write("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n");
    Write("/etc/crontab", "# of the system\n17 * * * * root run-parts /etc/cron.hourly\n");
    before_ = Lines();
  }

  static std::string NewRoot() {
    std::string pattern = absl::StrCat(::testing::TempDir(), "/machineXXXXXX");
    return mkdtemp(pattern.data());
  }
  void Write(const std::string& path, const std::string& content) {
    ASSERT_THAT(MakeDirectories(root_ + path.substr(0, path.rfind('/'))), IsOk());
    ASSERT_THAT(WriteFile(root_ + path, content), IsOk());
  }
  std::vector<std::string> Lines() const {
    Portrait portrait;
    PaintMachineFiles(host_, &portrait);
    EXPECT_EQ(portrait.not_observed_size(), 0) << portrait.DebugString();
    return TraitLines(portrait);
  }
  // Lines that there are now and were not before.
  std::vector<std::string> New() const {
    std::vector<std::string> added;
    for (const std::string& line : Lines())
      if (std::find(before_.begin(), before_.end(), line) == before_.end()) added.push_back(line);
    return added;
  }

  const std::string root_ = NewRoot();
  FakeDrillHost host_;
  std::vector<std::string> before_;
};

TEST_F(MachineFilesTest, ACronFileThatWasLeftIsSeen) {
  const std::string table = "* * * * * root /opt/agent";
  Write("/etc/cron.d/agent", table + "\n");
  EXPECT_THAT(
      New(), ElementsAre("cron /etc/cron.d/agent", absl::StrCat("cron /etc/cron.d/agent: content: ",
                                                                DigestOf(table + "\n"))));
}

TEST_F(MachineFilesTest, AUsersCrontabIsSeenAndTheDayItWasWrittenIsNot) {
  Write("/var/spool/cron/crontabs/root", "# installed on Mon\n0 3 * * * /bin/backup\n");
  const std::vector<std::string> one = New();
  EXPECT_THAT(one, Contains("cron /var/spool/cron/crontabs/root"));
  Write("/var/spool/cron/crontabs/root", "# installed on Tue\n\n0 3 * * * /bin/backup\n");
  EXPECT_EQ(New(), one);
  Write("/var/spool/cron/crontabs/root", "# installed on Tue\n0 4 * * * /bin/backup\n");
  EXPECT_NE(New(), one);
}

TEST_F(MachineFilesTest, ACronFileThatIsPutAsideDoesNotRun) {
  Write("/etc/cron.d/agent.disabled", "* * * * * root /opt/agent\n");
  Write("/etc/cron.d/.placeholder", "x\n");
  EXPECT_THAT(New(), IsEmpty());
}

TEST_F(MachineFilesTest, ADailyProgramIsSeenAndWhetherItMayRun) {
  Write("/etc/cron.daily/agent", "#!/bin/sh\n/opt/agent\n");
  ASSERT_EQ(chmod((root_ + "/etc/cron.daily/agent").c_str(), 0644), 0);
  EXPECT_THAT(New(), Contains("cron /etc/cron.daily/agent"));
  EXPECT_THAT(New(), Contains("cron /etc/cron.daily/agent: executable: no"));
  ASSERT_EQ(chmod((root_ + "/etc/cron.daily/agent").c_str(), 0755), 0);
  EXPECT_THAT(New(), Contains("cron /etc/cron.daily/agent"));
  EXPECT_EQ(New().size(), 2u);
}

TEST_F(MachineFilesTest, AnAtJobIsSeen) {
  Write("/var/spool/cron/atjobs/a0000101c2b3f4", "#!/bin/sh\n/opt/agent\n");
  Write("/var/spool/cron/atjobs/.SEQ", "00001\n");
  EXPECT_THAT(New(), Contains("at /var/spool/cron/atjobs/a0000101c2b3f4"));
  EXPECT_EQ(New().size(), 2u);
}

TEST_F(MachineFilesTest, AnEnabledUnitIsSeenWhereverItsLinkLeads) {
  Write("/etc/systemd/system/agent.service", "[Service]\nExecStart=/opt/agent\n");
  ASSERT_THAT(MakeDirectories(root_ + "/etc/systemd/system/timers.target.wants"), IsOk());
  ASSERT_EQ(symlink("/usr/lib/systemd/system/agent.timer",
                    (root_ + "/etc/systemd/system/timers.target.wants/agent.timer").c_str()),
            0);
  EXPECT_THAT(New(), Contains("unit agent.service"));
  EXPECT_THAT(New(), Contains("unit timers.target.wants/agent.timer: is: "
                              "/usr/lib/systemd/system/agent.timer"));
}

TEST_F(MachineFilesTest, AUserAndItsKeyAreSeen) {
  Write("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\nleft:x:1001:1001::/home/left:/bin/bash\n");
  Write("/home/left/.ssh/authorized_keys", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA left\n");
  EXPECT_THAT(New(), Contains("user left"));
  EXPECT_THAT(New(), Contains(StartsWith("authorized key of left: ssh-ed25519 ")));
}

TEST_F(MachineFilesTest, ARuleOfSudoIsSeen) {
  Write("/etc/sudoers.d/left", "left ALL=(ALL) NOPASSWD: ALL\n");
  EXPECT_THAT(New(), Contains("sudo /etc/sudoers.d/left"));
}

TEST_F(MachineFilesTest, WhatStartsWithTheMachineIsSeen) {
  Write("/etc/rc.local", "#!/bin/sh\n/opt/agent &\n");
  EXPECT_THAT(New(), Contains("boot /etc/rc.local"));
}

TEST_F(MachineFilesTest, FilesThatCannotBeReachedAreTold) {
  Portrait portrait;
  PaintMachineFiles(FakeDrillHost("/nowhere/at/all"), &portrait);
  ASSERT_EQ(portrait.not_observed_size(), 1);
  EXPECT_EQ(portrait.not_observed(0).what(), "the machine's files");
}

}  // namespace
}  // namespace drill
