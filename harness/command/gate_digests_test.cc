#include "harness/command/gate_digests.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/drill/sample_shop.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

class GateDigestsTest : public ::testing::Test {
 protected:
  GateScenarios Find() { return GateScenarios::Find(shop_.root(), &unreadable_); }
  // Of the shop as it is now.
  std::string DigestNow() {
    GateScenarios scenarios = Find();
    const absl::StatusOr<std::string> digest = GateDigests(scenarios, "harness").Of("shop/gone");
    EXPECT_THAT(digest, IsOk());
    return digest.value_or("");
  }

  SampleShop shop_;
  std::vector<std::string> unreadable_;
};

TEST_F(GateDigestsTest, TheDigestFollowsTheInputs) {
  const std::string before = DigestNow();
  EXPECT_EQ(DigestNow(), before);
  // Another scenario is no input.
  shop_.Write("scenarios/shop/broken.textproto", "description: 'd' stack: 'shop'\n");
  EXPECT_EQ(DigestNow(), before);
  shop_.WriteProcedure("touch DIR/page && true");
  const std::string procedure = DigestNow();
  EXPECT_NE(procedure, before);
  shop_.Write(absl::StrCat("fixtures/shop/host", shop_.root(), "/more"), "a file\n");
  EXPECT_NE(DigestNow(), procedure);
}

TEST_F(GateDigestsTest, TheDigestFollowsTheHarness) {
  GateScenarios scenarios = Find();
  const absl::StatusOr<std::string> one = GateDigests(scenarios, "one").Of("shop/gone");
  const absl::StatusOr<std::string> other = GateDigests(scenarios, "other").Of("shop/gone");
  ASSERT_THAT(one, IsOk());
  ASSERT_THAT(other, IsOk());
  EXPECT_NE(*one, *other);
}

}  // namespace
}  // namespace drill
