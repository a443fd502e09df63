#include "harness/journal/last_drill.h"

#include <cstdint>

#include "absl/strings/str_cat.h"

namespace drill {

bool HasFailed(const SummaryCheck& check) {
  return !check.passed() && !check.skipped() && !check.undecided();
}

std::string DeviationLine(const SummaryDeviation& deviation) {
  return absl::StrCat("line ", deviation.line(), ": ", deviation.kind(), ": ", deviation.text());
}

LastDrill NoLastDrill(absl::string_view why) {
  LastDrill last;
  last.set_why_none(std::string(why));
  return last;
}

LastDrill LastDrillOf(const Summary& summary, absl::string_view run_directory) {
  LastDrill last;
  last.set_run_directory(std::string(run_directory));
  last.set_quarter(summary.quarterly().started().quarter());
  last.set_started_at(summary.started_at());
  last.set_outcome(summary.outcome());
  last.set_over_target(summary.over_target());
  last.set_procedure_id(summary.procedure_id());
  if (summary.recovery().has_time_ms()) last.set_recovery_ms(summary.recovery().time_ms());
  for (const SummaryPhase& phase : summary.phases())
    if (phase.name() == "decision" && phase.has_duration_ms())
      last.set_decision_ms(phase.duration_ms());
  int64_t away_us = 0;
  for (const Absence& absence : summary.quarterly().absences()) away_us += absence.duration_us();
  if (away_us > 0) last.set_away_ms(static_cast<double>(away_us) / 1000);
  if (summary.time().has_commands_ms()) last.set_commands_ms(summary.time().commands_ms());
  if (summary.data().has_rows_lost()) last.set_rows_lost(summary.data().rows_lost());
  for (const SummaryCheck& check : summary.checks())
    if (HasFailed(check)) last.add_failed_checks(check.name());
  for (const SummaryCommand& command : summary.commands())
    if (!command.nested()) last.add_commands(command.text());
  for (const SummaryDeviation& deviation : summary.deviations())
    last.add_deviations(DeviationLine(deviation));
  for (const SummarySource& source : summary.sources()) {
    Source& kept = *last.add_sources();
    kept.set_what(source.what());
    kept.set_file(source.file());
    kept.set_sha256(source.sha256());
  }
  return last;
}

}  // namespace drill
