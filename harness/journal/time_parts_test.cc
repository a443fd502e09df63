#include "harness/journal/time_parts.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

std::vector<std::string> Lines(const TimeParts& parts) {
  std::vector<std::string> lines;
  for (const TimePart& part : parts.parts) lines.push_back(absl::StrCat(part.name, " ", part.ms));
  return lines;
}

constexpr char kDrill[] = R"(
phases { name: "decision" started_ms: 900 duration_ms: 70 }
phases { name: "procedure" started_ms: 1000 duration_ms: 700 }
phases { name: "verification" started_ms: 3000 duration_ms: 400 }
detection { after_ms: 250 }
commands { text: "a" line: 7 started_ms: 1010 duration_ms: 100 }
commands { text: "inside" line: 8 started_ms: 1130 duration_ms: 50 nested: true }
commands { text: "b" line: 8 started_ms: 1120 duration_ms: 200 }
commands { text: "c" line: 8 started_ms: 1340 duration_ms: 300 }
recovery { recovered: true time_ms: 800 last_red_ms: 776 }
time { total_ms: 5000 commands_ms: 600 overhead_ms: 4400 }
)";

TEST(PartsOfTest, TheProceduresPartsAreItsRecovery) {
  const TimeParts parts = PartsOf(ParseText<Summary>(kDrill));
  EXPECT_THAT(Lines(parts), ElementsAre("detect 250", "decide 70", "line-7 100", "line-8 200",
                                        "line-8-2 300", "restart 160", "verify 400"));
  // The last command ended 640 ms after the procedure began, 600 of them its commands'.
  EXPECT_THAT(parts.between_ms, Optional(40));
  // 100 + 200 + 300 + 40 + 160 are the 800 of the recovery.
  EXPECT_THAT(parts.around_ms, Optional(4400));
  EXPECT_THAT(parts.total_ms, Optional(5000));
  EXPECT_THAT(parts.resolution_ms, Optional(24));
}

TEST(PartsOfTest, ASystemThatIsBackBeforeTheLastCommandHasNoRestart) {
  Summary summary = ParseText<Summary>(kDrill);
  summary.mutable_recovery()->set_time_ms(500);
  const std::vector<std::string> lines = Lines(PartsOf(summary));
  EXPECT_THAT(lines, testing::Contains("restart 0"));
}

TEST(PartsOfTest, WhatAPersonDoesIsNotTheHarnesss) {
  Summary summary = ParseText<Summary>(kDrill);
  SummaryManualStep& step = *summary.add_manual_steps();
  step.set_started_ms(1650);
  step.set_waited_ms(30);
  const TimeParts parts = PartsOf(summary);
  EXPECT_THAT(Lines(parts), testing::Contains("by-hand 30"));
  EXPECT_THAT(Lines(parts), testing::Contains("restart 120"));
  EXPECT_THAT(parts.between_ms, Optional(50));
}

TEST(PartsOfTest, WhatWasNotMeasuredIsNotThere) {
  const TimeParts parts = PartsOf(Summary());
  EXPECT_THAT(parts.parts, IsEmpty());
  EXPECT_FALSE(parts.between_ms.has_value());
  EXPECT_FALSE(parts.resolution_ms.has_value());
  EXPECT_FALSE(parts.around_ms.has_value());
}

}  // namespace
}  // namespace drill
