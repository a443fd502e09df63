#include "harness/scenario/disk_fault_validator.h"

#include "gtest/gtest.h"
#include "harness/scenario/validator_case.h"

namespace drill {
namespace {

using Case = ValidatorCase;

class DiskFaultValidatorTest : public ValidatorCaseTest {};

TEST_P(DiskFaultValidatorTest, SaysAllThatIsWrong) {
  Scenario scenario;
  const std::string problems =
      ProblemsIn("disks { path: '/home' }\nfault { disk {\n" + GetParam().fields + "\n} }\n",
                 &scenario, [&](FieldChecker* checker) {
                   const DiskFault& disk = scenario.fault(0).disk();
                   EXPECT_TRUE(ValidateDiskFault("fault[0].disk", disk, checker));
                   CheckDiskOf("fault[0].disk", disk, scenario.disks(), checker);
                 });
  EXPECT_EQ(problems, GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Valid, DiskFaultValidatorTest,
    ::testing::Values(Case{"kind: FULL path: '/home'", ""},
                      Case{"kind: FULL path: '/home/x' leave_bytes: 5 "
                           "filling { path: '/home/{n}.log' count: 3 bytes: 9 age_days: 40 } "
                           "filling { path: '/home/rest' }",
                           ""},
                      Case{"kind: INODES path: '/home' filling { path: '/home/{n}' }", ""}));

INSTANTIATE_TEST_SUITE_P(
    Broken, DiskFaultValidatorTest,
    ::testing::Values(
        Case{"",
             "f:2:9: fault[0].disk.kind is required; FULL or INODES\n"
             "f:2:9: fault[0].disk.path is required; a directory on the drill host\n"},
        Case{"kind: FULL path: '/homes'",
             "f:3:12: fault[0].disk.path is on none of the scenario's disks: /homes; only a disk "
             "of limited size is ever filled; add one to disks\n"},
        Case{"kind: INODES path: '/home' leave_bytes: 1",
             "f:3:28: fault[0].disk.leave_bytes is set where inodes are used up; leave it out\n"},
        Case{"kind: FULL path: '/home' filling { path: '/home/a' bytes: 1 }",
             "f:3:26: fault[0].disk.filling[0] is the last and leaves the disk with room; end "
             "with one file without bytes, which takes what is still free\n"},
        Case{"kind: FULL path: '/home' filling { path: '/home/a' } filling { path: '/var/b' }",
             "f:3:26: fault[0].disk.filling[0] takes all that is free, and is not the last; give "
             "it a size\n"
             "f:3:64: fault[0].disk.filling[1].path is on none of the scenario's disks: /var/b; "
             "fill the disk that the fault's path lies on\n"},
        Case{"kind: FULL path: '/home' filling { path: '/home/a' count: 2 bytes: 1 } "
             "filling { path: '/home/b' }",
             "f:3:36: fault[0].disk.filling[0].path is the same for several files; put {n} into "
             "it\n"},
        Case{"kind: INODES path: '/home' filling { path: '/home/a' }",
             "f:3:38: fault[0].disk.filling[0].path is the same for several files; put {n} into "
             "it\n"}));

}  // namespace
}  // namespace drill
