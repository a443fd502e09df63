#include "harness/journal/disturbance.h"

#include <algorithm>
#include <initializer_list>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "harness/base/enum_text.h"
#include "harness/journal/served.h"

namespace drill {
namespace {

// A timer is set every 20 ms. On a busy machine of ours it comes 1 or 2 ms late, and 50 at worst.
constexpr double kLateOnAverageMs = 10;
constexpr double kLateOnceMs = 500;
// Where that many want to run on each processor, everything takes that many times as long. A stack
// of eight services brings ten by itself while it starts.
constexpr double kCrowd = 20;
// So many in the phase before the fault, and users who wait so long for half of their answers: the
// machine is at its limit with a healthy system, and after a rollback there is more to do. Twice
// and ten times what a machine has that is not.
constexpr double kCrowdBefore = 8;
constexpr double kWaitBeforeMs = 250;

// A service that is slower by itself keeps a processor or two busy; more than that is somebody
// else.
constexpr double kBusierTimes = 2;
constexpr double kBusierBy = 2;
// With so many threads for each processor every one of them waits for its turn.
constexpr double kWaiting = 2;

// How late timers came but for the latest of them: in a short phase a single one would make the
// average, and kLateOnceMs is for that one.
double UsualLatenessMs(const Lateness& lateness) {
  const auto timers = static_cast<double>(lateness.timers());
  if (timers == 0) return lateness.mean_ms();
  if (timers == 1) return 0;
  return (timers * lateness.mean_ms() - lateness.worst_ms()) / (timers - 1);
}

bool StartsWithAny(const std::string& name, std::initializer_list<absl::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](absl::string_view prefix) { return absl::StartsWith(name, prefix); });
}

// Checks decided by comparison with recorded facts, which do not depend on how fast the machine is.
bool IsRecordedFact(const CheckResult& check) {
  if (check.name() == "twin/speed") return false;
  return check.name() == "revision" || check.name() == "schema" || check.name() == "data" ||
         StartsWithAny(check.name(),
                       {"versions/", "recorded/", "untouched/", "seeded_data/", "migration_cycle/",
                        "backups/", "twin/", "stays_well/containers", "stays_well/memory"});
}

double CrowdIn(const JournalFacts& facts, const std::string& phase) {
  for (const Lateness& lateness : facts.lateness)
    if (lateness.phase() == phase) return lateness.runnable_per_processor();
  return 0;
}

// Whether users wait longer by no more than the processors are more in demand: with three threads
// for each a request takes three times as long as with one, and with one no longer than with none.
bool WaitForTheirTurn(const JournalFacts& facts, double before, double after) {
  const LoadWindow* const were = FindWindow(facts.load, "before");
  const LoadWindow* const are = FindWindow(facts.load, "after");
  if (were == nullptr || are == nullptr || after < kWaiting) return false;
  return ComparedMedianMs(*are) * std::max(before, 1.0) <= were->latency_p50_ms() * after;
}

// Why latencies before the fault and after the recovery cannot be compared: others wanted the
// processors meanwhile. Empty: they can.
std::string BusierSince(const JournalFacts& facts) {
  const double before = CrowdIn(facts, "load");
  const double after = std::max(CrowdIn(facts, "load_after"), CrowdIn(facts, "stays_well"));
  const bool by_others = after >= kBusierTimes * before && after >= before + kBusierBy;
  if (!by_others && !WaitForTheirTurn(facts, before, after)) return "";
  return absl::StrFormat(
      "%.1f threads for each processor since the recovery, and %.1f before the fault: on a machine "
      "that became busier latencies cannot be compared",
      after, before);
}

// Why the phase in which a check of the verification was decided was disturbed; empty: it was not.
// The load's last window begins with the recovery and ends with the stay after it.
std::string DisturbanceOf(const JournalFacts& facts, const CheckResult& check) {
  if (absl::StartsWith(check.name(), "survives/")) return Disturbance(facts, "survives");
  if (check.name() == "twin/speed") {
    if (std::string asked = Disturbance(facts, "requests"); !asked.empty()) return asked;
  }
  const bool of_load = check.name() == "load" || absl::StartsWith(check.name(), "service_level/");
  if (!of_load) return Disturbance(facts, "verification");
  std::string why = Disturbance(facts, "load_after");
  if (why.empty()) why = Disturbance(facts, "stays_well");
  return why.empty() && check.name() == "service_level/slower" ? BusierSince(facts) : why;
}

// By the wall clock: when the backup was begun against when writes were answered, and its age.
bool ReadsWallClock(const CheckResult& check, const JournalFacts& facts) {
  if (absl::StartsWith(check.name(), "backups/")) return true;
  return check.name() == "data" && facts.data && facts.data->rule() == LOSS_RULE_RECOVERY_POINT;
}

std::string Stepped(const ClockStep& step) {
  return absl::StrFormat("the wall clock was set by %+.1f s in phase %s", step.seconds(),
                         step.phase());
}

std::string ClockStepped(const JournalFacts& facts) {
  return facts.clock_steps.empty() ? "" : Stepped(facts.clock_steps.front());
}

void MakeUndecided(CheckResult& check, const std::string& why) {
  check.set_passed(false);
  check.set_undecided(true);
  check.set_actual(absl::StrCat(check.actual(), " (", why, ")"));
}

// Why the window "before" is no yardstick: the machine was at its limit with it. Empty: it was not.
std::string OverloadedBefore(const JournalFacts& facts) {
  const LoadWindow* const before = FindWindow(facts.load, "before");
  if (before == nullptr || before->latency_p50_ms() < kWaitBeforeMs) return "";
  for (const Lateness& lateness : facts.lateness) {
    if (lateness.phase() != "load" || lateness.runnable_per_processor() < kCrowdBefore) continue;
    return absl::StrFormat(
        "before anything was broken half of the requests took %.0f ms and more, with %.1f threads "
        "for each processor: this machine is too slow for this load; the scenario can ask for "
        "less: load { writes_per_second: 2 reads_per_second: 2 }",
        before->latency_p50_ms(), lateness.runnable_per_processor());
  }
  return "";
}

// The procedure went through, and the system was red to the end of the watch.
bool NeverCameBack(const JournalFacts& facts) {
  return facts.procedure && facts.procedure->completed() && facts.recovered &&
         !facts.recovered->recovered();
}

// Of a drill that means to pass: that users were not served before anything was broken, so that
// nobody can say what it means when they are not served at the end.
std::string Unserved(const JournalFacts& facts) {
  const bool means_to_fail =
      facts.started.control() == "no_rollback" || !facts.started.known_bad_check().empty();
  if (means_to_fail) return "";
  std::string why = UnservedBefore(facts.load);
  return why.empty() ? OverloadedBefore(facts) : why;
}

}  // namespace

bool IsLate(const Lateness& lateness) {
  return UsualLatenessMs(lateness) >= kLateOnAverageMs || lateness.worst_ms() >= kLateOnceMs ||
         lateness.runnable_per_processor() >= kCrowd;
}

std::string LateIn(const JournalFacts& facts, const std::string& phase) {
  for (const Lateness& late : facts.lateness) {
    if (late.phase() != phase || !IsLate(late)) continue;
    return absl::StrFormat(
        "decided late: in phase %s the harness came %.0f ms late on average and %.0f ms at worst, "
        "with %.1f threads for each processor; what is seen late does not count",
        phase, late.mean_ms(), late.worst_ms(), late.runnable_per_processor());
  }
  return "";
}

std::string Disturbance(const JournalFacts& facts, const std::string& phase) {
  std::string late = LateIn(facts, phase);
  if (!late.empty()) return late;
  for (const ClockStep& step : facts.clock_steps) {
    if (step.phase() == phase) return Stepped(step);
  }
  return "";
}

void ExcuseDisturbed(JournalFacts& facts) {
  const std::string unserved = Unserved(facts);
  std::string open;
  for (CheckResult& check : facts.checks) {
    const CheckPhase phase = check.phase();
    if (!Fails(check) || (phase != CHECK_PHASE_PROCEDURE && phase != CHECK_PHASE_RECOVERY))
      continue;
    std::string why = Disturbance(facts, EnumText(phase));
    // A system that comes back while the procedure runs is late by the procedure's lateness; one
    // that did not come back in all the time that it was watched afterwards is not.
    if (why.empty() && !(phase == CHECK_PHASE_RECOVERY && NeverCameBack(facts)))
      why = Disturbance(facts, "procedure");
    if (why.empty() && phase == CHECK_PHASE_RECOVERY && !unserved.empty())
      MakeUndecided(check, unserved);
    if (why.empty()) continue;
    MakeUndecided(check, why);
    open = why;
  }
  for (CheckResult& check : facts.checks) {
    if (check.phase() != CHECK_PHASE_VERIFICATION || check.skipped()) continue;
    std::string why = ReadsWallClock(check, facts) ? ClockStepped(facts) : "";
    if (why.empty() && Fails(check) && !IsRecordedFact(check)) why = DisturbanceOf(facts, check);
    if (why.empty() && Fails(check)) why = open;
    if (why.empty() && Fails(check) && !IsRecordedFact(check)) why = unserved;
    if (!why.empty()) MakeUndecided(check, why);
  }
}

}  // namespace drill
