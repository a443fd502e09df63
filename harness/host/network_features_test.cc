#include "harness/host/network_features.h"

#include <unistd.h>

#include <filesystem>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::IsEmpty;
using ::testing::IsSubsetOf;

TEST(NetworkFeaturesTest, KnowsThreeAndLeavesTheMachinesNetworkAlone) {
  const auto devices = [] {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator("/sys/class/net"))
      names.insert(entry.path().filename().string());
    return names;
  };
  const std::set<std::string> before = devices();
  EXPECT_THAT(NetworkFeatures(), IsSubsetOf({"veth", "bridge", "nf_tables"}));
  EXPECT_EQ(devices(), before);
}

TEST(NetworkFeaturesTest, FindsNothingWithoutRoot) {
  if (geteuid() == 0) GTEST_SKIP() << "is root";
  EXPECT_THAT(NetworkFeatures(), IsEmpty());
}

}  // namespace
}  // namespace drill
