// Whole quarterly drills: phases, journal, verdict and reports are the real ones.
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/drill/attendance.h"
#include "harness/drill/one_drill.h"
#include "harness/drill/sample_shop.h"
#include "harness/drill/scripted_lead.h"
#include "harness/quarterly/make_quarterly_part.h"
#include "harness/quarterly/prepared_quarterly.h"
#include "harness/quarterly/resume_quarterly.h"
#include "harness/quarterly/unattended_lead.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kRunbook[] = R"(# Shop

| rollback | target |
| --- | --- |
| page only | < 10 seconds |

## Page rollback

```bash
sleep 0.5
touch DIR/page
```

## Slow rollback

```bash
sleep 0.6
touch DIR/page
```

## Drills

- [ ] Team told
- [ ] Page seen
)";

// Somebody whose terminal the test closes.
class TestsAttendance : public Attendance {
 public:
  bool away() const override { return false; }
  int terminal() const override { return 0; }
  bool IsClosed() override { return false; }
  absl::Status Begin(const std::string& run_directory, AttendanceHooks hooks) override {
    directory = run_directory;
    given = std::move(hooks);
    return begins;
  }
  void End() override {
    ended = true;
    given = {};
  }

  absl::Status begins;
  std::string directory;
  AttendanceHooks given;
  bool ended = false;
};

class QuarterlyDrillTest : public ::testing::Test {
 protected:
  QuarterlyDrillTest() {
    shop_.Write("fixtures/shop/ROLLBACK.md", kRunbook);
    shop_.Write("scenarios/shop/quarterly.textproto",
                "quarter: '2026-Q4' stack: 'shop' scenarios: 'shop/gone' checklist_heading: "
                "'Drills' unattended { decision { nanos: 20000000 } step { nanos: 10000000 } }");
    lead_.decisions = {"Page rollback"};
  }

  // Led by `lead_`, unless the choices say that nobody leads.
  absl::StatusOr<OneDrillResult> Run() {
    auto prepared = PrepareQuarterly(
        shop_.root(), absl::StrCat(shop_.root(), "/scenarios/shop/quarterly.textproto"), "");
    EXPECT_THAT(prepared, IsOk());
    EXPECT_THAT(prepared->problems, IsEmpty());
    prepared_.emplace(*std::move(prepared));
    QuarterlyPart part = MakeQuarterlyPart(*prepared_, choices_);
    part.last = last_;
    const std::unique_ptr<Lead> nobody =
        UnattendedLead(DelaysOf(prepared_->plan), RealClock(), &stop_);
    part.attendance = attendance_;
    part.lead = choices_.unattended ? nobody.get() : &lead_;
    OneDrill one;
    one.drill = &prepared_->drills[choices_.drawn];
    one.hosts = std::shared_ptr<HostSource>(&shop_.hosts(), [](HostSource*) {});
    one.seed = &shop_.seed();
    one.options = &options_;
    one.stop = &stop_;
    one.run_directory = RunDirectory();
    one.id = "shop-quarterly-1";
    one.root = shop_.root();
    one.random_seed = 7;
    one.quarterly = &part;
    ::testing::internal::CaptureStdout();
    absl::StatusOr<OneDrillResult> result = RunOneDrill(one);
    console_ = ::testing::internal::GetCapturedStdout();
    return result;
  }
  std::string RunDirectory() const { return absl::StrCat(shop_.root(), "/run"); }
  std::string File(const std::string& name) const {
    return ReadFile(absl::StrCat(RunDirectory(), "/", name)).value_or("");
  }

  SampleShop shop_;
  std::optional<PreparedQuarterly> prepared_;
  QuarterlyChoices choices_;
  ScriptedLead lead_;
  Attendance* attendance_ = nullptr;
  LastDrill last_;
  DrillOptions options_;
  StopToken stop_;
  std::string console_;
};

std::string Reasons(const Summary& summary) { return absl::StrJoin(summary.reasons(), "\n"); }

TEST_F(QuarterlyDrillTest, NobodyIsNeeded) {
  choices_.unattended = true;
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->summary.outcome(), OUTCOME_PASSED) << console_;
  EXPECT_EQ(result->exit_code, 0);
  const SummaryQuarterly& quarterly = result->summary.quarterly();
  EXPECT_EQ(quarterly.started().quarter(), "2026-Q4");
  EXPECT_FALSE(quarterly.decision().by_person());
  EXPECT_GE(quarterly.decision().duration_us(), 20'000);
  ASSERT_EQ(quarterly.steps_size(), 2);
  EXPECT_GE(quarterly.steps(0).duration_us(), 10'000);
  EXPECT_TRUE(quarterly.debriefed());
  const std::string report = File("quarterly.md");
  EXPECT_THAT(report, HasSubstr("# Quarterly drill 2026-Q4 of shop: passed"));
  EXPECT_THAT(report, HasSubstr("nobody: 20 ms passed in the place of the decision"));
  EXPECT_THAT(report, HasSubstr("| 23 | Team told | not ticked: nobody was there |"));
  EXPECT_THAT(report, HasSubstr("1 of 1 probe is red"));
  EXPECT_THAT(report, HasSubstr("`touch "));
  EXPECT_THAT(File("report.json"), HasSubstr("\"quarter\": \"2026-Q4\""));
}

TEST_F(QuarterlyDrillTest, APersonLeadsIt) {
  lead_.decisions = {"look", "Pages rollback", "Page rollback"};
  lead_.ticks["Page seen"] = TICK_ANSWER_NO;
  lead_.last_note = "say where the page is";
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->summary.outcome(), OUTCOME_PASSED) << console_;
  EXPECT_THAT(lead_.asked, ElementsAre("decide", "decide", "sleep 0.5",
                                       absl::StrCat("touch ", shop_.root(), "/page"), "Team told",
                                       "Page seen", "notes"));
  EXPECT_THAT(lead_.refused, ElementsAre(HasSubstr("no heading reads \"Pages rollback\"")));
  EXPECT_EQ(result->summary.quarterly().monitoring_size(), 2);
  EXPECT_TRUE(result->summary.quarterly().decision().by_person());
  const std::string report = File("quarterly.md");
  EXPECT_THAT(report, HasSubstr("Noted: say where the page is"));
  EXPECT_THAT(report, HasSubstr("Not done: Page seen"));
  EXPECT_THAT(report, HasSubstr("A procedure was asked for that cannot be run: Pages rollback"));
}

TEST_F(QuarterlyDrillTest, WithACommandLeftOutItDoesNotPassAsDocumented) {
  lead_.steps["sleep 0.5"] = STEP_ANSWER_SKIP;
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->summary.outcome(), OUTCOME_INCONCLUSIVE) << Reasons(result->summary);
  EXPECT_EQ(result->exit_code, 2);
  EXPECT_THAT(Reasons(result->summary),
              HasSubstr("not run as written, who led the drill skipped line 10: `sleep 0.5`"));
  EXPECT_EQ(result->summary.commands_size(), 1);
  ASSERT_EQ(result->summary.deviations_size(), 1);
  EXPECT_EQ(result->summary.deviations(0).kind(), "skipped_by_person");
  EXPECT_THAT(File("quarterly.md"), HasSubstr("NOT run as written"));
  EXPECT_THAT(console_, HasSubstr("SKIPPED line 10: sleep 0.5"));
}

TEST_F(QuarterlyDrillTest, WhoStopsHasNotRolledBack) {
  lead_.steps[absl::StrCat("touch ", shop_.root(), "/page")] = STEP_ANSWER_STOP;
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->summary.outcome(), OUTCOME_FAILED);
  EXPECT_THAT(Reasons(result->summary), HasSubstr("line 11: who led the drill stopped before"));
  EXPECT_EQ(result->summary.unreached_size(), 1);
  EXPECT_THAT(File("quarterly.md"), HasSubstr("**stopped here**: it is late"));
}

TEST_F(QuarterlyDrillTest, AnotherProcedureIsRunWhereAPersonDecidesForIt) {
  lead_.decisions = {"Slow rollback"};
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->summary.outcome(), OUTCOME_PASSED) << Reasons(result->summary);
  EXPECT_EQ(result->summary.heading(), "Slow rollback");
  ASSERT_EQ(result->summary.commands_size(), 2);
  EXPECT_EQ(result->summary.commands(0).text(), "sleep 0.6");
  EXPECT_THAT(File("quarterly.md"),
              HasSubstr("Decided on was Slow rollback (Slow rollback); this incident is to be "
                        "rolled back by Page rollback"));
}

TEST_F(QuarterlyDrillTest, WhoDecidesForNothingIsToldSo) {
  lead_.decisions = {"none"};
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->summary.outcome(), OUTCOME_INCONCLUSIVE);
  EXPECT_THAT(Reasons(result->summary), HasSubstr("decided against every procedure"));
  EXPECT_TRUE(result->summary.quarterly().debriefed());
}

TEST_F(QuarterlyDrillTest, WhoIsBlindIsNotToldTheFaultUntilTheEnd) {
  choices_.blind = true;
  ASSERT_THAT(Run(), IsOk());
  const std::string before = console_.substr(0, console_.find("PASSED"));
  EXPECT_THAT(before, HasSubstr("something goes wrong"));
  EXPECT_THAT(before, HasSubstr("monitoring: 1 of 1 probe is red"));
  for (const char* told : {"shop/gone", "removes the page", "page_gone", "page only"})
    EXPECT_THAT(before, Not(HasSubstr(told)));
  EXPECT_THAT(console_, HasSubstr("PASSED: shop/gone"));
  EXPECT_THAT(File("quarterly.md"), HasSubstr("Somebody removes the page."));
}

TEST_F(QuarterlyDrillTest, WhoIsNotBlindIsToldAtOnce) {
  ASSERT_THAT(Run(), IsOk());
  EXPECT_THAT(console_, HasSubstr("Somebody removes the page."));
}

TEST_F(QuarterlyDrillTest, ADrillThatIsStoppedLosesNoAnswer) {
  lead_.before_answer = [this] { stop_.RequestStop(); };
  const auto stopped = Run();
  ASSERT_THAT(stopped, IsOk());
  EXPECT_EQ(stopped->summary.outcome(), OUTCOME_ERROR);
  EXPECT_THAT(Reasons(stopped->summary), HasSubstr("stopped by the user"));
  EXPECT_TRUE(stopped->summary.journal_complete());
  EXPECT_THAT(stopped->summary.residue_inspected(), Not(IsEmpty()));
  EXPECT_FALSE(stopped->summary.quarterly().debriefed());
  EXPECT_THAT(File("quarterly.md"), HasSubstr("| 23 | Team told | not asked yet |"));
  EXPECT_THAT(console_, HasSubstr("tools/drill quarterly --resume "));

  lead_.asked.clear();
  const auto summary = ResumeQuarterly(RunDirectory(), lead_, RealClock(), Masker());
  ASSERT_THAT(summary, IsOk());
  EXPECT_THAT(lead_.asked, ElementsAre("Team told", "Page seen", "notes"));
  EXPECT_EQ(summary->outcome(), OUTCOME_ERROR);
  EXPECT_THAT(File("quarterly.md"), HasSubstr("| 23 | Team told | yes |"));
}

TEST_F(QuarterlyDrillTest, AClosedTerminalIsToldWithTheTimesThatHoldIt) {
  TestsAttendance attendance;
  attendance_ = &attendance;
  bool was_away = false;
  lead_.before_answer = [&] {
    EXPECT_FALSE(attendance.ended);
    if (std::exchange(was_away, true)) return;
    const absl::Duration left = RealClock().Monotonic();
    RealClock().Sleep(absl::Milliseconds(20));
    attendance.given.show_again("Here it goes on.");
    Absence absence;
    absence.set_start_us(absl::ToInt64Microseconds(left));
    absence.set_duration_us(absl::ToInt64Microseconds(RealClock().Monotonic() - left));
    absence.set_ended_by(ABSENCE_END_TAKEN_UP);
    attendance.given.record(absence);
  };
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->summary.outcome(), OUTCOME_PASSED) << Reasons(result->summary);
  EXPECT_EQ(attendance.directory, RunDirectory());
  EXPECT_TRUE(attendance.ended);
  ASSERT_EQ(result->summary.quarterly().absences_size(), 1);
  // Since the drill began, not since the machine did.
  EXPECT_LT(result->summary.quarterly().absences(0).start_us(),
            static_cast<int64_t>(result->summary.time().total_ms() * 1000));
  EXPECT_THAT(File("quarterly.md"), HasSubstr("the time of the procedure holds it"));
  EXPECT_THAT(File("report.json"), HasSubstr("taken_up"));
  const size_t again = console_.find("Here it goes on.");
  EXPECT_THAT(console_.substr(again), HasSubstr("steady_state")) << "what was shown before";
}

TEST_F(QuarterlyDrillTest, WhereATerminalCannotBeLeftItIsSaid) {
  TestsAttendance attendance;
  attendance.begins = absl::InternalError("no socket can be made");
  attendance_ = &attendance;
  ASSERT_THAT(Run(), IsOk());
  EXPECT_THAT(console_, HasSubstr("closed stops this drill: no socket can be made"));
}

TEST_F(QuarterlyDrillTest, WhoLeavesAtTheChecklistCanGoOn) {
  lead_.leaves_at = "Page seen";
  const auto left = Run();
  ASSERT_THAT(left, IsOk());
  EXPECT_EQ(left->summary.outcome(), OUTCOME_PASSED) << Reasons(left->summary);
  EXPECT_FALSE(left->summary.quarterly().debriefed());
  lead_.leaves_at = "";
  lead_.asked.clear();
  const auto summary = ResumeQuarterly(RunDirectory(), lead_, RealClock(), Masker());
  ASSERT_THAT(summary, IsOk());
  EXPECT_THAT(lead_.asked, ElementsAre("Page seen", "notes"));
  EXPECT_EQ(summary->outcome(), OUTCOME_PASSED);
  EXPECT_EQ(summary->quarterly().checklist_size(), 2);
}

// Whoever asks for drills of the same inputs asks what the document does when it is followed.
TEST_F(QuarterlyDrillTest, ItIsNoAnswerToWhatADrillOfTheScenarioAsks) {
  const auto result = Run();
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->summary.inputs_sha256(), "");
}

TEST_F(QuarterlyDrillTest, ItIsComparedWithTheLastOne) {
  last_ = ParseText<LastDrill>(
      "quarter: '2026-Q3' outcome: OUTCOME_FAILED failed_checks: 'recovery' recovery_ms: 9000");
  ASSERT_THAT(Run(), IsOk());
  const std::string report = File("quarterly.md");
  EXPECT_THAT(report, HasSubstr("ended: then failed; now passed"));
  EXPECT_THAT(report, HasSubstr("check failed then and not now: recovery"));
}

TEST_F(QuarterlyDrillTest, SecretsInNotesAreMasked) {
  lead_.last_note = "used postgresql://u:hunter22x@db/x";
  ASSERT_THAT(Run(), IsOk());
  for (const char* name : {"journal.jsonl", "quarterly.md", "report.json"}) {
    EXPECT_THAT(File(name), HasSubstr("used")) << name;
    EXPECT_THAT(File(name), Not(HasSubstr("hunter22x"))) << name;
  }
}

}  // namespace
}  // namespace drill
