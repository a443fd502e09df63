#include "reports/gate.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kReport[] = R"(
exit_code: 2 gate_file: "scenarios/gate.textproto" description: "Before *every* release." budget_seconds: 5400
shard: 1 shards: 1 took_seconds: 61.5
results { scenario: "shop/a" state: GATE_STATE_GOOD fate: GATE_FATE_RUN run_directory: "shop-a"
          summary { outcome: OUTCOME_PASSED as_expected: true recovery { time_ms: 5500 } } }
results { scenario: "shop/page" state: GATE_STATE_GOOD fate: GATE_FATE_REUSED run_directory: "/old/run"
          summary { outcome: OUTCOME_PASSED as_expected: true started_at: "2026-05-01T00:00:00Z" } }
results { scenario: "shop/c" state: GATE_STATE_KNOWN fate: GATE_FATE_RUN reason: "known until 2026-12-31: SHOP-12"
          summary { outcome: OUTCOME_FAILED } }
results { scenario: "shop/d" state: GATE_STATE_BAD exit_code: 2 fate: GATE_FATE_OUT_OF_TIME reason: "not run: the budget ran out before it" }
evidence { what: "procedure A2 of aria" state: GATE_STATE_GOOD reason: "8 days old, allowed are 90 days" }
notes: "shop/a: not added to the history"
)";

TEST(GateTextTest, SaysWhatClosesItFirst) {
  EXPECT_EQ(
      GateText(ParseText<GateReport>(kReport)),
      "GATE CLOSED: scenarios/gate.textproto, exit code 2\n"
      "  BAD        shop/d                       not run: the budget ran out before it\n"
      "  known      shop/c                       failed: known until 2026-12-31: SHOP-12\n"
      "  good       shop/a                       passed, recovered in 5.50 s\n"
      "  good       shop/page                    passed, reused: drilled "
      "2026-05-01T00:00:00Z, /old/run\n"
      "  good       fresh: procedure A2 of aria  8 days old, allowed are 90 days\n"
      "  note: shop/a: not added to the history\n"
      "4 drills: 2 run, 1 reused, 1 not run (the budget of 90 min ran out); took 1 min 2 s\n");
}

TEST(GateTextTest, AnOpenOneSaysSo) {
  EXPECT_THAT(GateText(ParseText<GateReport>("open: true gate_file: 'g' shard: 2 shards: 3")),
              StartsWith("GATE OPEN: g, shard 2/3, exit code 0\n"));
}

TEST(GateMarkdownTest, IsATableWithLinksToWhatWasDrilledNow) {
  const std::string text = GateMarkdown(ParseText<GateReport>(kReport));
  EXPECT_THAT(text, StartsWith("# GATE CLOSED"));
  EXPECT_THAT(text, HasSubstr("(shop-a/report.md)"));
  EXPECT_THAT(text, Not(HasSubstr("/old/run/report.md")));
  EXPECT_THAT(text, Not(HasSubstr("*every*")));
  EXPECT_LT(text.find("shop/d"), text.find("shop/c"));
}

TEST(CutMarkdownTest, WhatFitsIsWhole) { EXPECT_EQ(CutMarkdown("a\nb\n", 4), "a\nb\n"); }

TEST(CutMarkdownTest, CutsAtALineAndSaysSo) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "a line of text\n";
  const std::string cut = CutMarkdown(text, 1000);
  EXPECT_LE(cut.size(), 1000u);
  EXPECT_GT(cut.size(), 900u);
  EXPECT_THAT(cut, EndsWith("a line of text\n\n… the rest is cut off; gate.json has all of it.\n"));
}

}  // namespace
}  // namespace drill
