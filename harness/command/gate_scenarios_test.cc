#include "harness/command/gate_scenarios.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/drill/sample_shop.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class GateScenariosTest : public ::testing::Test {
 protected:
  GateScenarios Find() { return GateScenarios::Find(shop_.root(), &unreadable_); }

  SampleShop shop_;
  std::vector<std::string> unreadable_;
};

TEST_F(GateScenariosTest, TheCatalogueSaysWhatTheScenarioIs) {
  GateScenarios scenarios = Find();
  const GateCatalogue catalogue = scenarios.Catalogue();
  const std::vector<const GateScenario*> found = catalogue.Named("shop/gone");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0]->stack, "shop");
  EXPECT_EQ(found[0]->procedure_id, "Page rollback");
  EXPECT_FALSE(found[0]->known_bad);
  EXPECT_THAT(found[0]->targets(), ElementsAre("page only"));
  EXPECT_THAT(unreadable_, IsEmpty());
  EXPECT_THAT(scenarios.ProblemsOf({"shop/gone"}), IsEmpty());
}

TEST_F(GateScenariosTest, WhatIsWrongIsToldOfWhatIsAskedFor) {
  shop_.Write("scenarios/shop/broken.textproto", "description: 'd' stack: 'shop'\n");
  shop_.Write("scenarios/gate.textproto", "description: 'no scenario'\n");
  GateScenarios scenarios = Find();
  EXPECT_THAT(scenarios.Catalogue().Names(), ElementsAre("shop/broken", "shop/gone"));
  EXPECT_THAT(scenarios.ProblemsOf({"shop/gone"}), IsEmpty());
  EXPECT_THAT(scenarios.ProblemsOf({"shop/gone", "shop/broken"}),
              ::testing::Contains(HasSubstr("broken.textproto")));
}

}  // namespace
}  // namespace drill
