// Needs root, for a store of its own.
#include "harness/seed/image_layer.h"

#include <unistd.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/host/store.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::SizeIs;

SeedInput Made(const std::string& reference, const std::string& from) {
  SeedInput input;
  input.set_name(reference);
  input.set_digest(from);
  return input;
}

class ImageLayerTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (geteuid() != 0) return;
    auto store = Store::Open(::testing::TempDir() + "/layers");
    ASSERT_THAT(store, IsOk());
    store_ = std::move(*store).release();
  }
  static void TearDownTestSuite() { delete store_; }

  void SetUp() override {
    if (geteuid() != 0) GTEST_SKIP() << "a store needs root";
    ASSERT_NE(store_, nullptr);
    for (const std::string& tree : store_->List(TreeKind::kImages))
      ASSERT_THAT(store_->Remove(TreeKind::kImages, tree), IsOk());
  }

  void Keep(const std::string& rootfs, const std::vector<SeedInput>& images,
            const std::vector<std::string>& others = {}) {
    ASSERT_THAT(store_->Create("work"), IsOk());
    EXPECT_THAT(KeepImageLayer(*store_, "work", rootfs, images, others), IsOk());
    ASSERT_THAT(store_->Remove(TreeKind::kClone, "work"), IsOk());
  }

  static Store* store_;
  const SeedInput base_ = Made("base:1", "b");
  const SeedInput api_ = Made("api:1", "a");
  const SeedInput new_api_ = Made("api:1", "n");
  const SeedInput web_ = Made("web:1", "w");
};

Store* ImageLayerTest::store_ = nullptr;

TEST_F(ImageLayerTest, IsFoundByJustItsImages) {
  Keep("machine", {base_, api_}, {"old:1"});
  const absl::StatusOr<ImageLayer> layer = HoldImageLayer(*store_, "machine", {base_, api_});
  ASSERT_THAT(layer, IsOk());
  EXPECT_THAT(layer->manifest.images(), SizeIs(2));
  EXPECT_THAT(layer->manifest.others(), ElementsAre("old:1"));
  for (const auto& other :
       {std::vector<SeedInput>{base_}, {base_, new_api_}, {base_, api_, web_}}) {
    EXPECT_THAT(HoldImageLayer(*store_, "machine", other), StatusIs(absl::StatusCode::kNotFound));
  }
  EXPECT_THAT(HoldImageLayer(*store_, "another machine", {base_, api_}),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(ImageLayerTest, TheNearestHasMostInCommon) {
  Keep("machine", {base_});
  Keep("machine", {base_, api_});
  Keep("another machine", {base_, new_api_, web_});
  const auto nearest = HoldNearestImageLayer(*store_, "machine", {base_, api_, web_});
  ASSERT_TRUE(nearest.has_value());
  EXPECT_THAT(nearest->manifest.images(), SizeIs(2));
  EXPECT_THAT(HoldNearestImageLayer(*store_, "machine", {new_api_, web_}), Eq(std::nullopt));
}

TEST_F(ImageLayerTest, OldOnesGoButNotThoseInUse) {
  Keep("machine", {base_});
  Keep("machine", {api_});
  {
    const absl::StatusOr<ImageLayer> held = HoldImageLayer(*store_, "machine", {base_});
    ASSERT_THAT(held, IsOk());
    EXPECT_THAT(RemoveOldImageLayers(*store_, 0), IsOk());
    EXPECT_THAT(store_->List(TreeKind::kImages), ElementsAre(held->tree));
  }
  EXPECT_THAT(RemoveOldImageLayers(*store_, 0), IsOk());
  EXPECT_THAT(store_->List(TreeKind::kImages), SizeIs(0));
}

TEST_F(ImageLayerTest, ALaterFormatIsLeftAlone) {
  ASSERT_THAT(store_->Create("work"), IsOk());
  EXPECT_THAT(
      store_->Seal("work", TreeKind::kImages, "later", "format: 999 something_new: \"x\"\n"),
      IsOk());
  ASSERT_THAT(store_->Remove(TreeKind::kClone, "work"), IsOk());
  EXPECT_THAT(RemoveOldImageLayers(*store_, 0), IsOk());
  EXPECT_THAT(store_->List(TreeKind::kImages), ElementsAre("later"));
}

}  // namespace
}  // namespace drill
