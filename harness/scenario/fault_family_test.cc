#include "harness/scenario/fault_family.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(FaultFamilyTest, IsNamedAsInTheScenario) {
  Fault fault;
  EXPECT_EQ(FaultFamily(fault), "none");
  fault.mutable_clock();
  EXPECT_EQ(FaultFamily(fault), "clock");
}

TEST(FaultFamiliesTest, AllOfTheFormatAreThere) {
  EXPECT_THAT(FaultFamilies(), ::testing::IsSupersetOf({"migration", "memory", "clock"}));
}

}  // namespace
}  // namespace drill
