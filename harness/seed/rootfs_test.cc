#include "harness/seed/rootfs.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Not;

TEST(HostPackagesTest, AddsToWhatIsAlwaysThere) {
  EXPECT_THAT(HostPackages({"nginx"}),
              AllOf(Contains("docker.io"), Contains("docker-compose"), Contains("tini"),
                    Contains("dnsmasq-base"), Contains("nginx")));
  EXPECT_THAT(HostPackages({}), Not(Contains("nginx")));
}

TEST(HostPackagesTest, OrderAndRepetitionMakeNoDifference) {
  EXPECT_EQ(HostPackages({"b", "a", "b", "git"}), HostPackages({"a", "git", "b"}));
}

TEST(RootfsNameTest, FollowsThePackages) {
  EXPECT_EQ(RootfsName({"a", "b"}), RootfsName({"a", "b"}));
  EXPECT_NE(RootfsName({"a", "b"}), RootfsName({"a"}));
  EXPECT_NE(RootfsName({"a", "b"}), RootfsName({"ab"}));
}

}  // namespace
}  // namespace drill
