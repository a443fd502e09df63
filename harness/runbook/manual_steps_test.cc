#include "harness/runbook/manual_steps.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kDocument[] = R"(# Shop

## Dashboard

Call the provider.

1. Open the page
   of the service.
2. Take a copy:

   ```bash
   echo copy
   ```

3. Click "Rollback".

## Other

1. Click "Rollback".
2. Click "Rollback".
)";

class ManualStepsTest : public ::testing::Test {
 protected:
  ManualStepsTest() : document_(*ParseDocument("R.md", kDocument)) {}

  Plan Make(const std::string& rollback) {
    return MakePlan(document_, ParseText<Rollback>(rollback));
  }

  static std::vector<std::string> RunTexts(const Plan& plan) {
    std::vector<std::string> texts;
    for (const Step& step : plan.steps)
      texts.push_back((step.manual ? "by hand: " : "") + step.run_text);
    return texts;
  }

  const Document document_;
};

constexpr char kDashboard[] = R"(
  heading: "Dashboard"
  manual_steps { text: "Open the page of the service." given { seconds: 10 } }
  manual_steps { text: "Click \"Rollback\"." given { seconds: 5 } stand_in: "roll <id>" reason: "no page here" }
  bindings { placeholder: "<id>" value: "17" reason: "the last good one" })";

TEST_F(ManualStepsTest, StandInTheOrderOfTheDocumentAmongItsCommands) {
  const Plan plan = Make(kDashboard);
  EXPECT_THAT(plan.problems, IsEmpty());
  EXPECT_THAT(RunTexts(plan), ElementsAre("by hand: ", "echo copy", "by hand: roll 17"));
  EXPECT_EQ(plan.steps[0].text, "Open the page of the service.");
  EXPECT_EQ(plan.steps[0].line, 7);
  EXPECT_EQ(plan.steps[0].given, absl::Seconds(10));
  EXPECT_EQ(plan.steps[2].line, 15);
}

TEST_F(ManualStepsTest, WhatStandsInIsADeviation) {
  std::vector<std::string> manual;
  for (const PlanDeviation& deviation : Make(kDashboard).deviations)
    if (deviation.kind == "manual") manual.push_back(deviation.text + ": " + deviation.reason);
  EXPECT_THAT(manual, ElementsAre("Click \"Rollback\".: no page here"));
}

TEST_F(ManualStepsTest, AParagraphCanBeOne) {
  const Plan plan = Make(
      "heading: 'Dashboard' manual_steps { text: 'Call the provider.' "
      "given { seconds: 60 } }");
  EXPECT_THAT(plan.problems, IsEmpty());
  EXPECT_THAT(RunTexts(plan), ElementsAre("by hand: ", "echo copy"));
}

TEST_F(ManualStepsTest, WhoDoesHalfOfAListIsTold) {
  const Plan plan = Make(
      "heading: 'Dashboard' manual_steps { text: 'Open the page of the "
      "service.' given { seconds: 1 } }");
  EXPECT_THAT(plan.problems,
              ElementsAre(HasSubstr("R.md:15: \"Click \"Rollback\".\" stands in a list")));
}

TEST_F(ManualStepsTest, WhatIsNotUnderTheHeadingIsTold) {
  const Plan plan = Make(
      "heading: 'Dashboard' manual_steps { text: 'Open the door.' "
      "given { seconds: 1 } }");
  EXPECT_THAT(plan.problems, ElementsAre(HasSubstr("R.md:3: the scenario's manual step \"Open the "
                                                   "door.\" is no item")));
}

TEST_F(ManualStepsTest, WhatStandsThereTwiceIsTold) {
  const Plan plan = Make(
      "heading: 'Other' manual_steps { text: 'Click \"Rollback\".' "
      "given { seconds: 1 } }");
  EXPECT_THAT(plan.problems, ElementsAre(HasSubstr("stands on lines 19 and 20")));
}

TEST_F(ManualStepsTest, WhatIsDoneByHandIsNotNotedAsLeftOut) {
  for (const std::string& note : Make(kDashboard).notes)
    EXPECT_THAT(note, testing::Not(HasSubstr("R.md:15")));
  const Plan without = Make("heading: 'Dashboard'");
  EXPECT_THAT(without.notes, testing::Contains(HasSubstr("R.md:15")));
}

}  // namespace
}  // namespace drill
