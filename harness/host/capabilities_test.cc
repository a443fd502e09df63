#include "harness/host/capabilities.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

TEST(CapabilitiesTest, ReadsTheBoundingSetAndNoOther) {
  EXPECT_THAT(BoundingSet("Name:\tx\nCapEff:\t0000000000000001\nCapBnd:\t000001fffeffffff\n"),
              IsOkAndHolds(0x000001fffeffffffu));
  EXPECT_THAT(BoundingSet("CapEff:\t1\n"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(BoundingSet("CapBnd:\tmany\n"), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(CapabilitiesTest, NamesExactlyWhatIsThere) {
  EXPECT_THAT(CapabilityNames(0), IsEmpty());
  EXPECT_THAT(CapabilityNames(0b1001), ElementsAre("CAP_CHOWN", "CAP_FOWNER"));
  EXPECT_THAT(CapabilityNames(uint64_t{1} << 40), ElementsAre("CAP_CHECKPOINT_RESTORE"));
}

TEST(CapabilitiesTest, AMachineWithoutOneGivesAllOthers) {
  EXPECT_THAT(CapabilityNames(0x000001fffeffffff), SizeIs(40));
  EXPECT_THAT(CapabilityNames(0x000001fffeffffff), Not(Contains("CAP_SYS_RESOURCE")));
}

TEST(CapabilitiesTest, LeavesOutWhatIsNewerThanThisProgram) {
  EXPECT_THAT(CapabilityNames(~uint64_t{0}), SizeIs(41));
}

TEST(HostCapabilitiesTest, WhatReachesTheWholeMachineIsNotGiven) {
  const std::vector<std::string> given = HostCapabilities(~uint64_t{0});
  EXPECT_THAT(given, ::testing::IsSupersetOf({"CAP_CHOWN", "CAP_NET_ADMIN", "CAP_SYS_ADMIN"}));
  for (const char* name :
       {"CAP_SYS_MODULE", "CAP_SYS_RAWIO", "CAP_SYS_BOOT", "CAP_SYS_TIME", "CAP_SYSLOG", "CAP_BPF",
        "CAP_PERFMON", "CAP_MAC_ADMIN", "CAP_MAC_OVERRIDE", "CAP_WAKE_ALARM",
        "CAP_CHECKPOINT_RESTORE", "CAP_AUDIT_CONTROL", "CAP_SYS_PACCT"})
    EXPECT_THAT(given, Not(Contains(name)));
}

TEST(HostCapabilitiesTest, AMachineGivesOnlyWhatItHas) {
  EXPECT_THAT(HostCapabilities(1), ElementsAre("CAP_CHOWN"));
}

}  // namespace
}  // namespace drill
