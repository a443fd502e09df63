#include "reports/incident.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> Lines(const std::string& summary) {
  std::vector<std::string> lines;
  for (const auto& [label, text] : IncidentLines(ParseText<Summary>(summary)))
    lines.push_back(label + ": " + text);
  return lines;
}

TEST(IncidentLinesTest, ADrillWithoutAnyHasNone) { EXPECT_THAT(Lines(""), IsEmpty()); }

TEST(IncidentLinesTest, SaysWhichConditionSawTheFault) {
  EXPECT_THAT(Lines("detection { detected: true quote: 'Many errors.' line: 30 seen: '12 %' "
                    "after_ms: 5200 shortened: 60 }"),
              ElementsAre("detected: 5.20 s after the fault, by \"Many errors.\" (line 30): 12 %; "
                          "the document's times are shortened to one 60th"));
}

TEST(IncidentLinesTest, SaysThatNoConditionSawIt) {
  EXPECT_THAT(Lines("detection { not_seen: 'Many errors. 2 %' shortened: 1 }"),
              ElementsAre("detected: by none of the document's conditions: Many errors. 2 %"));
}

TEST(IncidentLinesTest, ComparesTheDecisionTableWithTheProcedure) {
  EXPECT_THAT(Lines("decision { issue: 'Bug' line: 9 cells: 'Code: Yes' procedure: 'Code' }"),
              ElementsAre("decision: \"Bug\" (line 9): Code: Yes; the procedure is of that kind: "
                          "Code; nobody was asked"));
  EXPECT_THAT(Lines("decision { by_person: true differences: 'no row' }"),
              ElementsAre("decision: NOT AS THE DOCUMENT SAYS: no row; decided by a person"));
}

TEST(IncidentLinesTest, WhatRestsOnHandsIsNeverCalledVerified) {
  const std::vector<std::string> lines = Lines(
      "manual_steps { line: 7 text: 'Click.' waited_ms: 5000 given_ms: 5000 stand_in: 'roll' }"
      "manual_steps { line: 8 text: 'Call.' waited_ms: 9000 given_ms: 5000 by_person: true }"
      "manual_steps { line: 9 text: 'Sign.' by_person: true refused: true }");
  EXPECT_THAT(lines,
              ElementsAre("by hand: line 7: Click. Nobody was there: 5.00 s passed; in its place "
                          "ran: roll",
                          "by hand: line 8: Call. A person took 9.00 s, 5.00 s are given",
                          "by hand: line 9: Sign. A person said that it cannot be done.",
                          HasSubstr("not verified: the verdict rests on 3 steps by hand")));
  EXPECT_THAT(Lines("decision { procedure: 'Code' }"), ElementsAre(Not(HasSubstr("verified"))));
}

TEST(TargetLabelTest, ASpanHasTheDocumentsName) {
  EXPECT_EQ(TargetLabel(ParseText<SummaryTarget>("name: 'Full rollback'")), "recovery");
  EXPECT_EQ(TargetLabel(ParseText<SummaryTarget>("name: 'Total' span: SPAN_TOTAL")), "Total");
}

}  // namespace
}  // namespace drill
