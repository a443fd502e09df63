#include "reports/trend.h"

#include <algorithm>
#include <map>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "harness/journal/source_digest.h"
#include "reports/drills_table.h"
#include "reports/text.h"

namespace drill {
namespace {

// Date and minute of an RFC 3339 time.
constexpr size_t kDateAndMinute = 16;

std::string When(const Summary& drill) {
  std::string when = drill.started_at().substr(0, kDateAndMinute);
  std::replace(when.begin(), when.end(), 'T', ' ');
  return when;
}

// Of a drill that passed: of others there is none, or it means something else.
std::optional<double> RecoveryOf(const Summary& drill) {
  if (drill.outcome() != OUTCOME_PASSED || !drill.recovery().has_time_ms()) return std::nullopt;
  return drill.recovery().time_ms();
}

std::string TimeOrDash(const std::optional<double>& milliseconds) {
  return milliseconds ? HumanTime(*milliseconds) : "-";
}

std::optional<double> Median(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  // Of an even number the greater one of the middle: a time that a drill really took.
  return values[values.size() / 2];
}

struct OfScenario {
  const Summary* newest = nullptr;
  int drills = 0;
  int good = 0;
  std::optional<double> last_recovery;
  std::vector<double> recoveries;
};

std::map<std::string, OfScenario> ByScenario(const std::vector<Summary>& drills) {
  std::map<std::string, OfScenario> scenarios;
  for (const Summary& drill : drills) {
    OfScenario& entry = scenarios[drill.scenario()];
    if (entry.newest == nullptr) entry.newest = &drill;
    ++entry.drills;
    if (drill.exit_code() == 0) ++entry.good;
    const std::optional<double> recovery = RecoveryOf(drill);
    if (!recovery) continue;
    if (!entry.last_recovery) entry.last_recovery = recovery;
    entry.recoveries.push_back(*recovery);
  }
  return scenarios;
}

// What is another than in the drill before.
std::string Changes(const Summary& drill, const Summary& before) {
  std::vector<std::string> changed;
  for (const char* what : {"document", "scenario", "stack"})
    if (SourceDigest(drill, what) != SourceDigest(before, what)) changed.emplace_back(what);
  if (drill.seed_hash() != before.seed_hash()) changed.emplace_back("machine's content");
  if (drill.harness().sha256() != before.harness().sha256()) changed.emplace_back("harness");
  if (MachineSentence(drill.machine()) != MachineSentence(before.machine()))
    changed.emplace_back("machine");
  return changed.empty() ? ""
                         : absl::StrCat("since the one before: ", absl::StrJoin(changed, ", "));
}

}  // namespace

std::string TrendTable(const std::vector<Summary>& drills) {
  const std::map<std::string, OfScenario> scenarios = ByScenario(drills);
  size_t width = sizeof("SCENARIO");
  for (const auto& [name, entry] : scenarios) width = std::max(width, name.size());
  const int name_width = static_cast<int>(width);
  std::string table =
      absl::StrFormat("%-*s  %-16s  %-20s %6s %6s  %9s  %9s\n", name_width, "SCENARIO",
                      "LAST (UTC)", "OUTCOME", "DRILLS", "GOOD", "RECOVERY", "MEDIAN");
  for (const auto& [name, entry] : scenarios) {
    absl::StrAppendFormat(&table, "%-*s  %-16s  %-20s %6d %6d  %9s  %9s\n", name_width, name,
                          When(*entry.newest), RowOutcome(*entry.newest), entry.drills, entry.good,
                          TimeOrDash(entry.last_recovery), TimeOrDash(Median(entry.recoveries)));
  }
  return table;
}

std::string ScenarioTrend(const std::vector<Summary>& drills) {
  std::string table =
      absl::StrFormat("%-16s  %-20s %9s  %9s\n", "STARTED (UTC)", "OUTCOME", "RECOVERY", "TOTAL");
  for (size_t at = 0; at < drills.size(); ++at) {
    const Summary& drill = drills[at];
    const SummaryTime& time = drill.time();
    const std::string changes = at + 1 < drills.size() ? Changes(drill, drills[at + 1]) : "";
    absl::StrAppendFormat(&table, "%-16s  %-20s %9s  %9s%s%s\n", When(drill), RowOutcome(drill),
                          TimeOrDash(RecoveryOf(drill)),
                          time.has_total_ms() ? HumanTime(time.total_ms()) : std::string("-"),
                          changes.empty() ? "" : "  ", changes);
    if (drill.exit_code() != 0 && drill.reasons_size() > 0)
      absl::StrAppend(&table, "    ", ShortLine(drill.reasons(0), 96), "\n");
  }
  return table;
}

}  // namespace drill
