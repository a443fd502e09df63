#include "harness/drill/incident.h"

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

Roll back when the error rate is above
10 % for more than 5 minutes.

## Table

| Issue | Code |
| --- | --- |
| Bug | Yes |

## Back

```bash
true
```
)";

constexpr char kStack[] = R"(
  steady_state { name: "health" } steady_state { name: "page" }
  triggers { quote: "the error rate is above 10 % for more than 5 minutes" issue: "Bug"
             errors { above_percent: 10 lasting { seconds: 300 } } }
  triggers_shortened: 60
  decision_table { heading: "Table" kinds: "Code" given { seconds: 5 } }
  procedures { id: "S1" heading: "Back" kinds: "Code" })";

class IncidentTest : public ::testing::Test {
 protected:
  Incident Read(const std::string& stack, const std::string& scenario) {
    problems_.clear();
    const absl::StatusOr<Document> document = ParseDocument("R.md", kDocument);
    EXPECT_THAT(document, IsOk());
    return ReadIncident(*document, ParseText<Stack>(stack), ParseText<Scenario>(scenario),
                        &problems_);
  }

  std::vector<std::string> problems_;
};

TEST_F(IncidentTest, ReadsWhatTheDocumentSays) {
  const Incident incident = Read(kStack, "procedure_id: 'S1' rollback { heading: 'Back' }");
  EXPECT_THAT(problems_, IsEmpty());
  ASSERT_EQ(incident.triggers.size(), 1u);
  EXPECT_EQ(incident.triggers[0].line, 3) << "a sentence may go over several lines";
  EXPECT_EQ(incident.shortened, 60);
  ASSERT_EQ(incident.decisions.size(), 1u);
  EXPECT_EQ(incident.given, absl::Seconds(5));
  EXPECT_EQ(incident.procedure, "S1");
  EXPECT_THAT(incident.kinds, ElementsAre("Code"));
}

TEST_F(IncidentTest, TheProcedureIsFoundByItsHeadingToo) {
  EXPECT_EQ(Read(kStack, "rollback { heading: 'Back' }").procedure, "S1");
  EXPECT_EQ(Read(kStack, "rollback { heading: 'Table' }").procedure, "Table");
}

TEST_F(IncidentTest, ProbesAreThoseThatAreNamed) {
  const std::string red = " triggers { quote: 'Roll back' red { names: '";
  EXPECT_EQ(Read(kStack + red + "*' } }", "").triggers[1].probes.size(), 2u);
  const Incident one = Read(kStack + red + "page' } }", "");
  ASSERT_EQ(one.triggers[1].probes.size(), 1u);
  EXPECT_EQ(one.triggers[1].probes[0].name(), "page");
}

TEST_F(IncidentTest, WhatTheDocumentDoesNotSayIsAProblem) {
  Read("triggers { quote: 'the moon is full' red { names: '*' } }", "");
  EXPECT_THAT(problems_, ElementsAre(HasSubstr("R.md:1: \"the moon is full\" is no sentence")));
  Read("decision_table { heading: 'Table' kinds: 'Data' }", "");
  EXPECT_THAT(problems_, ElementsAre(HasSubstr("has the columns Data")));
  Read(kStack, "issue: 'Fire' rollback { heading: 'Back' }");
  EXPECT_THAT(problems_, ElementsAre(HasSubstr("\"Fire\" is no row of the decision table")));
}

TEST_F(IncidentTest, ATriggerLeadsToARowThatIsThere) {
  Read(std::string(kStack) + " triggers { quote: 'Roll back' issue: 'Bugg' red { names: '*' } }",
       "rollback { heading: 'Back' }");
  EXPECT_THAT(problems_, ElementsAre(HasSubstr("\"Bugg\" is no row of the decision table")));
}

TEST_F(IncidentTest, AStackThatSaysNothingHasNone) {
  const Incident incident = Read("", "rollback { heading: 'Back' }");
  EXPECT_THAT(problems_, IsEmpty());
  EXPECT_THAT(incident.triggers, IsEmpty());
  EXPECT_THAT(incident.decisions, IsEmpty());
  EXPECT_EQ(incident.shortened, 1);
}

}  // namespace
}  // namespace drill
