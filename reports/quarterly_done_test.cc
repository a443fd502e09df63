#include "reports/quarterly_done.h"

#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

TEST(DoneTableTest, TellsEverythingInTheOrderOfTheClock) {
  EXPECT_EQ(DoneTable(ParseText<Summary>(R"(
    commands { text: 'stop' line: 7 started_ms: 31000 duration_ms: 500 exit_code: 1 }
    commands { text: 'inner' line: 7 nested: true started_ms: 31100 }
    commands { text: 'a | b' line: 9 started_ms: 36000 duration_ms: 1500 }
    manual_steps { text: 'Click.' line: 8 started_ms: 34000 waited_ms: 900 by_person: true }
    quarterly {
      decision { heading: 'Full rollback' start_us: 1000000 duration_us: 29000000 }
      steps { text: 'stop' line: 7 answer: STEP_ANSWER_RUN start_us: 30500000 }
      steps { text: 'ask' line: 8 answer: STEP_ANSWER_SKIP reason: 'nobody' start_us: 33000000 }
      steps { text: 'rm' line: 10 answer: STEP_ANSWER_STOP start_us: 38000000 }
      notes { at_ms: 32000 text: 'it failed' }
    })")),
            "| at | line | what | result | took |\n"
            "| --- | --- | --- | --- | --- |\n"
            "| 30.00 s |  | decision | Full rollback | 29.00 s |\n"
            "| 31.00 s | 7 | `stop` | exit 1 | 500 ms |\n"
            "| 32.00 s |  | note: it failed |  |  |\n"
            "| 33.00 s | 8 | `ask` | **skipped**: nobody |  |\n"
            "| 34.00 s | 8 | by hand: Click. | done, as a person says | 900 ms |\n"
            "| 36.00 s | 9 | `a \\| b` | exit 0 | 1.50 s |\n"
            "| 38.00 s | 10 | `rm` | **stopped here** |  |\n\n");
}

TEST(DoneTableTest, AClosedTerminalHasItsPlaceAndIsToldWithTheTimesThatHoldIt) {
  EXPECT_EQ(
      DoneTable(ParseText<Summary>(R"(
    commands { text: 'stop' line: 7 started_ms: 31000 duration_ms: 4000 }
    quarterly {
      decision { heading: 'Full rollback' start_us: 1000000 duration_us: 29000000 by_person: true }
      absences { start_us: 11000000 duration_us: 12000000 ended_by: ABSENCE_END_TAKEN_UP }
      absences { start_us: 34000000 duration_us: 9000000 ended_by: ABSENCE_END_LIMIT }
    })")),
      "| at | line | what | result | took |\n"
      "| --- | --- | --- | --- | --- |\n"
      "| 11.00 s |  | **the terminal was closed** | taken up again | 12.00 s |\n"
      "| 30.00 s |  | decision | Full rollback | 29.00 s; the terminal was closed for 12.00 s "
      "of it |\n"
      "| 31.00 s | 7 | `stop` | exit 0 | 4.00 s; the terminal was closed for 1.00 s of it |\n"
      "| 34.00 s |  | **the terminal was closed** | nobody came within the plan's limit | "
      "9.00 s |\n\n");
}

TEST(DoneTableTest, WhoDecidedForNothingIsTold) {
  EXPECT_EQ(DoneTable(ParseText<Summary>("quarterly { decision { refused: true } }")),
            "| at | line | what | result | took |\n"
            "| --- | --- | --- | --- | --- |\n"
            "| 0 ms |  | decision | nothing is rolled back | 0 ms |\n\n");
}

}  // namespace
}  // namespace drill
