#include "harness/quarterly/choose_procedure.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/drill/sample_shop.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kRunbook[] = R"(# Shop

| rollback | target |
| --- | --- |
| page only | < 10 seconds |

## Page rollback

```bash
touch DIR/page
```

## Image rollback

```bash
docker compose up -d
```

## Tag rollback

```bash
git checkout <tag>
```

## Words

Ask somebody.
)";

constexpr char kTagScenario[] = R"(
description: "The tag is bad."
stack: "shop"
fault {
  summary: "A bad tag."
  command { command: "rm -f DIR/page" }
  proof { name: "page_gone" command { command: "test ! -e DIR/page" } }
}
rollback {
  heading: "Tag rollback"
  bindings { placeholder: "<tag>" value: "v1" reason: "the release before" }
}
recovery { steady_state: "*" }
expected { data { not_checked: "no data" } target { runbook_row: "page only" } }
)";

class ChooseProcedureTest : public ::testing::Test {
 protected:
  ChooseProcedureTest() { shop_.Write("fixtures/shop/ROLLBACK.md", kRunbook); }

  void Number(const std::string& procedures) {
    const std::string file = "fixtures/shop/stack.textproto";
    const auto stack = ReadFile(absl::StrCat(shop_.root(), "/", file));
    ASSERT_THAT(stack, IsOk());
    shop_.Write(file, absl::StrCat(*stack, procedures));
  }
  PreparedDrill Tag() {
    shop_.Write("scenarios/shop/tag.textproto", kTagScenario);
    auto drill =
        PrepareDrill(shop_.root(), absl::StrCat(shop_.root(), "/scenarios/shop/tag.textproto"), "");
    EXPECT_THAT(drill, IsOk());
    EXPECT_THAT(drill->problems, ::testing::IsEmpty());
    return *std::move(drill);
  }
  absl::StatusOr<ChosenProcedure> Choose(const std::string& typed) {
    return ChooseProcedure(typed, shop_.Prepare(), {});
  }

  SampleShop shop_;
};

TEST_F(ChooseProcedureTest, OffersTheHeadingsThatCommandsStandUnder) {
  std::vector<std::string> headings;
  for (const OfferedProcedure& offer : ProceduresOnOffer(shop_.Prepare()))
    headings.push_back(offer.heading);
  EXPECT_THAT(headings, ElementsAre("Page rollback", "Image rollback", "Tag rollback"));
}

TEST_F(ChooseProcedureTest, OffersWhatTheStackNumbers) {
  Number("procedures { id: 'S2' heading: 'Image rollback' name: 'the images' }");
  const std::vector<OfferedProcedure> offers = ProceduresOnOffer(shop_.Prepare());
  ASSERT_EQ(offers.size(), 1u);
  EXPECT_EQ(offers[0].id, "S2");
  EXPECT_EQ(offers[0].name, "the images");
}

TEST_F(ChooseProcedureTest, TheScenariosOwnIsMeantByItsNumberAndItsHeading) {
  for (const char* typed : {"1", "Page rollback", "page Rollback"}) {
    const auto chosen = Choose(typed);
    ASSERT_THAT(chosen, IsOk());
    EXPECT_TRUE(chosen->scenarios_own) << typed;
    EXPECT_EQ(chosen->heading, "Page rollback");
  }
}

TEST_F(ChooseProcedureTest, AnotherIsPlannedAsTheDocumentHasIt) {
  Number(
      "procedures { id: 'S1' heading: 'Page rollback' kinds: 'Data' }"
      "procedures { id: 'S2' heading: 'Image rollback' kinds: 'Code' }"
      "decision_table { heading: 'What' kinds: 'Code' kinds: 'Data' given { seconds: 1 } }");
  shop_.Write("fixtures/shop/ROLLBACK.md",
              absl::StrCat(kRunbook,
                           "\n## What\n\n| Issue | Code | Data |\n| --- | --- | --- |\n"
                           "| Bug | Yes | No |\n"));
  for (const char* typed : {"s2", "2", "Image rollback"}) {
    const auto chosen = Choose(typed);
    ASSERT_THAT(chosen, IsOk());
    EXPECT_FALSE(chosen->scenarios_own) << typed;
    EXPECT_EQ(chosen->id, "S2");
    EXPECT_THAT(chosen->kinds, ElementsAre("Code"));
    ASSERT_EQ(chosen->plan.steps.size(), 1u);
    EXPECT_EQ(chosen->plan.steps[0].text, "docker compose up -d");
    EXPECT_EQ(chosen->rollback.heading(), "Image rollback");
  }
}

TEST_F(ChooseProcedureTest, WhatThePlansOtherScenariosDrillIsRunAsTheySay) {
  std::vector<PreparedDrill> others;
  others.push_back(Tag());
  const auto chosen = ChooseProcedure("Tag rollback", shop_.Prepare(), others);
  ASSERT_THAT(chosen, IsOk());
  EXPECT_FALSE(chosen->scenarios_own);
  EXPECT_EQ(chosen->id, "Tag rollback");
  ASSERT_EQ(chosen->plan.steps.size(), 1u);
  EXPECT_EQ(chosen->plan.steps[0].run_text, "git checkout v1");
  EXPECT_EQ(chosen->plan.deviations.size(), 1u);
}

TEST_F(ChooseProcedureTest, SaysWhatIsMissingWhereNobodySaysHow) {
  EXPECT_THAT(Choose("Tag rollback"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("<tag>")));
}

TEST_F(ChooseProcedureTest, SaysWhatIsNotThere) {
  EXPECT_THAT(Choose("Pages rollback"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("Page rollback")));
  EXPECT_THAT(Choose("9"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Choose("Words"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("nothing to run")));
}

}  // namespace
}  // namespace drill
