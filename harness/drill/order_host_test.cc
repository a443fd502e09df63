#include "harness/drill/order_host.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/drill/sample_shop.h"

namespace drill {
namespace {

using ::testing::EndsWith;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(OrderHostTest, AsksForNoMoreThanTheScenarioDoes) {
  SampleShop shop;
  const PreparedDrill drill = shop.Prepare();
  const StopToken stop;
  const HostOrder order = OrderHost(drill, "one", /*keep=*/false, &stop);
  EXPECT_EQ(order.id, "one");
  EXPECT_EQ(order.stack, &drill.stack());
  EXPECT_EQ(order.stop, &stop);
  EXPECT_THAT(order.overlay, IsEmpty());
  EXPECT_THAT(order.disks, IsEmpty());
  EXPECT_FALSE(order.outlives_harness);
}

TEST(OrderHostTest, HasTheScenariosOverlayAndItsDisks) {
  SampleShop shop;
  PreparedDrill drill = shop.Prepare();
  Scenario& scenario = drill.loaded.scenario.scenario;
  scenario.set_overlay("files");
  Disk& disk = *scenario.add_disks();
  disk.set_path("/srv/data");
  disk.set_size_mib(3);
  disk.set_inodes(100);
  const HostOrder order = OrderHost(drill, "two", /*keep=*/true, nullptr);
  EXPECT_THAT(order.overlay, EndsWith("/files"));
  ASSERT_THAT(order.disks, SizeIs(1));
  EXPECT_EQ(order.disks[0].path, "/srv/data");
  EXPECT_EQ(order.disks[0].bytes, 3 << 20);
  EXPECT_EQ(order.disks[0].inodes, 100);
  EXPECT_TRUE(order.outlives_harness);
}

}  // namespace
}  // namespace drill
