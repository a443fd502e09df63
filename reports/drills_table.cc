#include "reports/drills_table.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "harness/base/enum_text.h"
#include "reports/text.h"

namespace drill {
namespace {

constexpr size_t kReason = 96;

std::string RecoveryTime(const Summary& drill) {
  if (!drill.recovery().recovered()) return "-";
  return drill.recovery().has_time_ms() ? HumanTime(drill.recovery().time_ms()) : "yes";
}

std::string TargetOf(const Summary& drill) {
  if (drill.targets().empty()) return "-";
  const SummaryTarget& target = drill.targets(0);
  const bool measured = target.has_measured_ms();
  return absl::StrCat(HumanTime(target.limit_ms()), !measured      ? ""
                                                    : target.met() ? ", met"
                                                                   : ", MISSED");
}

}  // namespace

std::string RowOutcome(const Summary& drill) {
  if (!drill.control().empty()) return drill.as_expected() ? "control: good" : "control: NOT good";
  const bool known_bad = !drill.known_bad_check().empty() && drill.control().empty();
  if (known_bad && drill.outcome() == OUTCOME_FAILED)
    return drill.as_expected() ? "known bad: found" : "known bad: NOT found";
  if (known_bad && drill.outcome() == OUTCOME_PASSED) return "known bad: NOT found";
  return drill.over_target() ? "over target" : EnumText(drill.outcome());
}

std::string DrillsTable(const std::vector<Summary>& drills) {
  size_t width = sizeof("SCENARIO");
  for (const Summary& drill : drills) width = std::max(width, drill.scenario().size());
  const int name = static_cast<int>(width);
  std::string table = absl::StrFormat("%-*s  %-20s %4s  %9s  %s\n", name, "SCENARIO", "OUTCOME",
                                      "EXIT", "RECOVERY", "TARGET");
  size_t good = 0;
  const bool controls = !drills.empty() && !drills.front().control().empty();
  for (const Summary& drill : drills) {
    const bool is_good = controls ? drill.as_expected() : drill.exit_code() == 0;
    if (is_good) ++good;
    absl::StrAppendFormat(&table, "%-*s  %-20s %4d  %9s  %s\n", name, drill.scenario(),
                          RowOutcome(drill), drill.exit_code(), RecoveryTime(drill),
                          TargetOf(drill));
    if (!is_good && drill.reasons_size() > 0)
      absl::StrAppend(&table, "    ", ShortLine(drill.reasons(0), kReason), "\n");
  }
  const char* what = controls ? " control" : " drill";
  absl::StrAppend(&table, good, " of ", drills.size(), what, drills.size() == 1 ? "" : "s",
                  controls ? " did as it must\n" : " ended with exit code 0\n");
  return table;
}

}  // namespace drill
