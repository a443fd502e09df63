#include "harness/gate/gate_catalogue.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/gate/sample_catalogue.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> NamesOf(const std::vector<const GateScenario*>& scenarios) {
  std::vector<std::string> names;
  for (const GateScenario* scenario : scenarios) names.push_back(scenario->name);
  return names;
}

TEST(GateCatalogueTest, AScenarioIsMeantByItsName) {
  const GateCatalogue catalogue = SampleCatalogue();
  EXPECT_THAT(NamesOf(catalogue.Named("shop/slow")), ElementsAre("shop/slow"));
  EXPECT_THAT(catalogue.Named("shop/slo"), IsEmpty());
  EXPECT_THAT(catalogue.Named("sho"), IsEmpty());
  EXPECT_THAT(catalogue.Named(""), IsEmpty());
}

TEST(GateCatalogueTest, ADirectoryMeansAllBelowIt) {
  const GateCatalogue catalogue = SampleCatalogue();
  for (const char* text : {"shop", "shop/"}) {
    EXPECT_THAT(
        NamesOf(catalogue.Named(text)),
        ElementsAre("shop/bad_release", "shop/known_bad_dump", "shop/page_gone", "shop/slow"));
  }
}

TEST(GateCatalogueTest, AProcedureIsProvedByWhatCanPass) {
  const GateCatalogue catalogue = SampleCatalogue();
  EXPECT_THAT(NamesOf(catalogue.Proving("shop", "P1")), ElementsAre("shop/page_gone", "shop/slow"));
  EXPECT_THAT(catalogue.Proving("shop", "P3"), IsEmpty());
  EXPECT_THAT(catalogue.Proving("mill", "P1"), IsEmpty());
}

TEST(GateCatalogueTest, OfTwoOfOneNameTheFirstCounts) {
  const GateCatalogue catalogue(
      {{"shop/slow", "mine", "P1", false, nullptr}, {"shop/slow", "shop", "P1", false, nullptr}});
  ASSERT_THAT(NamesOf(catalogue.Named("shop")), ElementsAre("shop/slow"));
  EXPECT_EQ(catalogue.Named("shop/slow")[0]->stack, "mine");
}

TEST(GateCatalogueTest, KnowsWhatThereIs) {
  const GateCatalogue catalogue = SampleCatalogue();
  EXPECT_THAT(catalogue.Directories(), ElementsAre("mill", "shop"));
  EXPECT_THAT(catalogue.Stacks(), ElementsAre("mill", "shop"));
  EXPECT_THAT(catalogue.Procedures("shop"), ElementsAre("P1", "P2", "P3"));
  EXPECT_EQ(catalogue.Names().size(), 5u);
}

}  // namespace
}  // namespace drill
