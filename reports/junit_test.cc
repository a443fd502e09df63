#include "reports/junit.h"

#include <pugixml.hpp>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Summary Drill(Outcome outcome, int exit_code) {
  Summary summary;
  summary.set_scenario("aria/x");
  summary.set_outcome(outcome);
  summary.set_exit_code(exit_code);
  summary.set_as_expected(exit_code == 0);
  return summary;
}

TEST(JunitXmlTest, APassedDrillIsGreen) {
  const std::string xml = JunitXml({Drill(OUTCOME_PASSED, 0)});
  EXPECT_THAT(xml, HasSubstr("<testsuites tests=\"2\" failures=\"0\" errors=\"0\">"));
  EXPECT_THAT(xml, Not(HasSubstr("<failure")));
}

TEST(JunitXmlTest, AFailedCheckIsAFailureWithItsReasonEscaped) {
  Summary drill = Drill(OUTCOME_FAILED, 1);
  drill.add_reasons("schema <differs>");
  SummaryCheck& check = *drill.add_checks();
  check.set_name("schema");
  check.set_phase(CHECK_PHASE_VERIFICATION);
  check.set_expected("a \"b\"");
  check.set_actual("c\nd");
  const std::string xml = JunitXml({drill});
  EXPECT_THAT(xml, HasSubstr("tests=\"3\" failures=\"2\" errors=\"0\""));
  EXPECT_THAT(xml, HasSubstr("<failure message=\"failed: schema &lt;differs>\" />"));
  EXPECT_THAT(xml, HasSubstr("name=\"check verification/schema\""));
  EXPECT_THAT(xml, HasSubstr("<failure message=\"expected a &quot;b&quot;; found c&#10;d\" />"));
}

TEST(JunitXmlTest, AKnownBadDrillThatWasFoundIsGreenAndTellsIt) {
  Summary drill = Drill(OUTCOME_FAILED, 0);
  drill.set_known_bad_check("schema");
  drill.add_checks()->set_name("schema");
  const std::string xml = JunitXml({drill});
  EXPECT_THAT(xml, HasSubstr("failures=\"0\" errors=\"0\""));
  EXPECT_THAT(xml, HasSubstr("<system-out>expected ; found </system-out>"));
}

// Any reader of XML finds again what was written, whatever a command has printed.
TEST(JunitXmlTest, IsReadBackByAParser) {
  Summary drill = Drill(OUTCOME_FAILED, 1);
  drill.set_scenario("a/\x1b<&>\"'");
  drill.add_reasons("line 1\nline 2\xff");
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(JunitXml({drill}).c_str()));
  const pugi::xml_node suite = document.child("testsuites").child("testsuite");
  EXPECT_STREQ(suite.attribute("name").value(), "a/\xEF\xBF\xBD<&>\"'");
  EXPECT_STREQ(suite.child("testcase").child("failure").attribute("message").value(),
               "failed: line 1\nline 2\xEF\xBF\xBD");
}

TEST(JunitXmlTest, WhatWasNotJudgedIsAnError) {
  for (const Outcome outcome :
       {OUTCOME_INCONCLUSIVE, OUTCOME_INVALID, OUTCOME_ERROR, OUTCOME_UNSPECIFIED}) {
    EXPECT_THAT(JunitXml({Drill(outcome, 4)}), HasSubstr("failures=\"0\" errors=\"1\""));
  }
}

TEST(JunitXmlTest, ACheckThatCouldNotLookIsAnError) {
  Summary drill = Drill(OUTCOME_INCONCLUSIVE, 2);
  drill.add_checks()->set_undecided(true);
  EXPECT_THAT(JunitXml({drill}), HasSubstr("failures=\"0\" errors=\"2\""));
}

TEST(JunitXmlTest, APassedDrillOverItsTargetIsRed) {
  Summary drill = Drill(OUTCOME_PASSED, 3);
  drill.set_over_target(true);
  drill.add_targets()->set_name("t");
  const std::string xml = JunitXml({drill});
  EXPECT_THAT(xml, HasSubstr("failures=\"2\" errors=\"0\""));
  EXPECT_THAT(xml, HasSubstr("passed, over the time target"));
}

TEST(JunitXmlTest, AControlThatFailedAsItMustIsGreenWhateverItsExitCode) {
  Summary control = Drill(OUTCOME_FAILED, 1);
  control.set_control("no_rollback");
  EXPECT_THAT(JunitXml({control}), HasSubstr("failures=\"1\""));
  control.set_as_expected(true);
  EXPECT_THAT(JunitXml({control}), HasSubstr("failures=\"0\" errors=\"0\""));
  EXPECT_THAT(JunitXml({control}), HasSubstr("failed, as this control must"));
  control.add_residue("/mnt/left");
  EXPECT_THAT(JunitXml({control}), HasSubstr("failures=\"2\""));
}

TEST(JunitXmlTest, ACheckThatIsNotThereIsSkipped) {
  Summary drill = Drill(OUTCOME_PASSED, 0);
  drill.add_not_looked_at()->set_check("endpoints");
  EXPECT_THAT(JunitXml({drill}), HasSubstr("name=\"check verification/endpoints\""));
  EXPECT_THAT(JunitXml({drill}), HasSubstr("skipped=\"1\""));
}

TEST(JunitXmlTest, PhasesChecksAndResidueAreCases) {
  Summary drill = Drill(OUTCOME_PASSED, 0);
  drill.add_phases()->set_name("host");
  SummaryCheck& skipped = *drill.add_checks();
  skipped.set_skipped(true);
  skipped.set_expected("does not apply");
  drill.add_residue("/mnt/left");
  const std::string xml = JunitXml({drill, Drill(OUTCOME_PASSED, 0)});
  EXPECT_THAT(xml, HasSubstr("<testsuites tests=\"6\" failures=\"1\" errors=\"1\">"));
  EXPECT_THAT(xml, HasSubstr("<error message=\"it never ended\" />"));
  EXPECT_THAT(xml, HasSubstr("<skipped type=\"declared\" message=\"does not apply\" />"));
  EXPECT_THAT(xml, HasSubstr("<failure message=\"/mnt/left&#10;\" />"));
}

}  // namespace
}  // namespace drill
