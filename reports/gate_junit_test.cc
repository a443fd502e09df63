#include "reports/gate_junit.h"

#include <pugixml.hpp>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr char kReport[] = R"(
gate_file: "scenarios/gate.textproto" judged_at: "2026-06-01T00:00:00Z" took_seconds: 61.5
results { scenario: "shop/a" state: GATE_STATE_GOOD fate: GATE_FATE_RUN
          summary { outcome: OUTCOME_PASSED as_expected: true runbook: "docs/R.md" time { total_ms: 1500 } } }
results { scenario: "shop/b" state: GATE_STATE_BAD exit_code: 1 fate: GATE_FATE_RUN reason: "a < b"
          summary { outcome: OUTCOME_FAILED runbook: "docs/R.md" } }
results { scenario: "shop/c" state: GATE_STATE_BAD exit_code: 4 fate: GATE_FATE_RUN reason: "no disk"
          summary { outcome: OUTCOME_ERROR } }
results { scenario: "shop/d" state: GATE_STATE_KNOWN fate: GATE_FATE_RUN reason: "known until 2026-12-31: SHOP-12" }
results { scenario: "shop/e" state: GATE_STATE_BAD exit_code: 2 fate: GATE_FATE_OUT_OF_TIME reason: "not run" }
results { scenario: "shop/f" state: GATE_STATE_GOOD fate: GATE_FATE_REUSED
          summary { outcome: OUTCOME_PASSED as_expected: true started_at: "2026-05-01T00:00:00Z" time { total_ms: 1500 } } }
results { scenario: "shop/g" state: GATE_STATE_TOLD fate: GATE_FATE_RUN }
evidence { what: "procedure A2 of aria" state: GATE_STATE_BAD exit_code: 2 reason: "too old" }
)";

class GateJunitTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string xml = GateJunitXml(ParseText<GateReport>(kReport));
    ASSERT_TRUE(document_.load_string(xml.c_str())) << xml;
  }
  pugi::xml_node Suite() { return document_.child("testsuites").child("testsuite"); }
  pugi::xml_node Case(const char* name) {
    return Suite().find_child_by_attribute("testcase", "name", name);
  }

  pugi::xml_document document_;
};

TEST_F(GateJunitTest, CountsItsCases) {
  EXPECT_EQ(Suite().attribute("tests").as_int(), 8);
  EXPECT_EQ(Suite().attribute("failures").as_int(), 3);
  EXPECT_EQ(Suite().attribute("errors").as_int(), 1);
  EXPECT_EQ(Suite().attribute("skipped").as_int(), 1);
  EXPECT_STREQ(Suite().attribute("name").value(), "gate scenarios/gate.textproto");
}

TEST_F(GateJunitTest, AGoodDrillIsGreenAndNamesItsRunbook) {
  EXPECT_FALSE(Case("shop/a").child("failure"));
  EXPECT_STREQ(Case("shop/a").attribute("file").value(), "docs/R.md");
  EXPECT_STREQ(Case("shop/a").attribute("time").value(), "1.500");
  EXPECT_FALSE(Case("shop/g").child("skipped"));
}

TEST_F(GateJunitTest, WhatClosesTheGateIsAFailureOrAnError) {
  EXPECT_STREQ(Case("shop/b").child("failure").attribute("message").value(), "a < b");
  EXPECT_STREQ(Case("shop/c").child("error").attribute("message").value(), "no disk");
  EXPECT_STREQ(Case("shop/e").child("failure").attribute("message").value(), "not run");
  EXPECT_STREQ(Case("procedure A2 of aria").child("failure").attribute("message").value(),
               "too old");
}

TEST_F(GateJunitTest, WhatIsKnownIsSkipped) {
  EXPECT_STREQ(Case("shop/d").child("skipped").attribute("message").value(),
               "known until 2026-12-31: SHOP-12");
}

TEST_F(GateJunitTest, AResultThatIsUsedAgainTookNoTimeNowAndSaysWhenItWasFound) {
  EXPECT_STREQ(Case("shop/f").attribute("time").value(), "0.000");
  EXPECT_THAT(Case("shop/f").child("system-out").text().get(),
              HasSubstr("reused: drilled 2026-05-01T00:00:00Z"));
}

}  // namespace
}  // namespace drill
