#include "harness/history/history_rows.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "harness/base/enum_text.h"
#include "harness/base/hash.h"
#include "harness/base/status_macros.h"
#include "harness/journal/source_digest.h"
#include "harness/journal/summary.h"

namespace drill {
namespace {

using Cell = std::optional<std::string>;

Cell Truth(bool value) { return value ? "1" : "0"; }

// With every digit that a double has.
Cell Number(double value) { return absl::StrFormat("%.17g", value); }

Cell NumberIf(bool is_set, double value) { return is_set ? Number(value) : std::nullopt; }

Cell WholeIf(bool is_set, int64_t value) {
  return is_set ? Cell(absl::StrCat(value)) : std::nullopt;
}

// The highest that was seen while the drill ran.
Cell LoadAverage(const Summary& summary) {
  if (summary.lateness().empty()) return std::nullopt;
  double highest = 0;
  for (const Lateness& phase : summary.lateness())
    highest = std::max(highest, phase.load_average());
  return Number(highest);
}

void AddWhat(const Summary& summary, HistoryInsert& row) {
  row.cells.insert(row.cells.end(), {{"scenario", summary.scenario()},
                                     {"stack", summary.stack()},
                                     {"procedure_id", summary.procedure_id()},
                                     {"heading", summary.heading()},
                                     {"release", summary.release()},
                                     {"control", summary.control()},
                                     {"inputs_sha256", summary.inputs_sha256()},
                                     {"document_sha256", SourceDigest(summary, "document")},
                                     {"scenario_sha256", SourceDigest(summary, "scenario")},
                                     {"stack_sha256", SourceDigest(summary, "stack")},
                                     {"seed", absl::StrCat(summary.seed())},
                                     {"seed_hash", summary.seed_hash()},
                                     {"harness_sha256", summary.harness().sha256()},
                                     {"harness_commit", summary.harness().git_commit()}});
}

void AddOutcome(const Summary& summary, HistoryInsert& row) {
  const SummaryTime& time = summary.time();
  const SummaryRecovery& recovery = summary.recovery();
  row.cells.insert(row.cells.end(),
                   {{"outcome", EnumText(summary.outcome())},
                    {"exit_code", absl::StrCat(summary.exit_code())},
                    {"as_expected", Truth(summary.as_expected())},
                    {"over_target", Truth(summary.over_target())},
                    {"total_ms", NumberIf(time.has_total_ms(), time.total_ms())},
                    {"commands_ms", NumberIf(time.has_commands_ms(), time.commands_ms())},
                    {"recovery_ms", NumberIf(recovery.has_time_ms(), recovery.time_ms())}});
}

void AddMachine(const Summary& summary, HistoryInsert& row) {
  const SummaryMachine& machine = summary.machine();
  row.cells.insert(row.cells.end(),
                   {{"kernel", machine.kernel()},
                    {"system", machine.system()},
                    {"processor", machine.processor()},
                    {"processors", WholeIf(machine.has_processors(), machine.processors())},
                    {"memory_bytes", WholeIf(machine.has_memory_bytes(), machine.memory_bytes())},
                    {"engine_version", machine.engine_version()},
                    {"compose_version", machine.compose_version()},
                    {"load_average", LoadAverage(summary)}});
}

HistoryInsert Part(const std::string& table, const std::string& id, int number) {
  return {table, {{"drill_id", id}, {"number", absl::StrCat(number)}}};
}

void AddPhases(const Summary& summary, const std::string& id, std::vector<HistoryInsert>& rows) {
  int number = 0;
  for (const SummaryPhase& phase : summary.phases()) {
    HistoryInsert& row = rows.emplace_back(Part("phase", id, ++number));
    row.cells.insert(row.cells.end(),
                     {{"name", phase.name()},
                      {"started_ms", Number(phase.started_ms())},
                      {"duration_ms", NumberIf(phase.has_duration_ms(), phase.duration_ms())}});
  }
}

void AddCommands(const Summary& summary, const std::string& id, std::vector<HistoryInsert>& rows) {
  int number = 0;
  for (const SummaryCommand& command : summary.commands()) {
    HistoryInsert& row = rows.emplace_back(Part("command", id, ++number));
    row.cells.insert(row.cells.end(), {{"line", absl::StrCat(command.line())},
                                       {"text", command.text()},
                                       {"run_text", command.run_text()},
                                       {"verbatim", Truth(command.verbatim())},
                                       {"exit_code", absl::StrCat(command.exit_code())},
                                       {"signal", absl::StrCat(command.signal())},
                                       {"timed_out", Truth(command.timed_out())},
                                       {"duration_ms", Number(command.duration_ms())}});
  }
}

void AddTargets(const Summary& summary, const std::string& id, std::vector<HistoryInsert>& rows) {
  int number = 0;
  for (const SummaryTarget& target : summary.targets()) {
    HistoryInsert& row = rows.emplace_back(Part("target", id, ++number));
    row.cells.insert(row.cells.end(),
                     {{"name", target.name()},
                      {"limit_ms", Number(target.limit_ms())},
                      {"measured_ms", NumberIf(target.has_measured_ms(), target.measured_ms())},
                      {"met", Truth(target.met())},
                      {"source", target.source()}});
  }
}

void AddChecks(const Summary& summary, const std::string& id, std::vector<HistoryInsert>& rows) {
  int number = 0;
  for (const SummaryCheck& check : summary.checks()) {
    HistoryInsert& row = rows.emplace_back(Part("check_result", id, ++number));
    row.cells.insert(row.cells.end(), {{"name", check.name()},
                                       {"phase", EnumText(check.phase())},
                                       {"passed", Truth(check.passed())},
                                       {"skipped", Truth(check.skipped())},
                                       {"undecided", Truth(check.undecided())},
                                       {"expected", check.expected()},
                                       {"actual", check.actual()}});
  }
}

}  // namespace

std::string HistoryId(const Summary& summary) {
  std::string known_by =
      absl::StrCat(summary.started_at(), "\n", summary.scenario(), "\n", summary.control(), "\n",
                   summary.seed(), "\n", summary.seed_hash(), "\n", summary.harness().sha256());
  for (const SummaryPhase& phase : summary.phases()) {
    absl::StrAppendFormat(&known_by, "\n%s %.3f %.3f", phase.name(), phase.started_ms(),
                          phase.duration_ms());
  }
  return Sha256(known_by);
}

std::string HistoryTime(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", time, absl::UTCTimeZone());
}

absl::StatusOr<std::string> HistoryTime(absl::string_view rfc3339) {
  absl::Time time;
  std::string problem;
  if (!absl::ParseTime(absl::RFC3339_full, rfc3339, &time, &problem)) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", rfc3339, "' is no time of a drill: ", problem));
  }
  return HistoryTime(time);
}

absl::StatusOr<std::vector<HistoryInsert>> HistoryRowsOf(const Summary& summary,
                                                         const std::string& run_directory) {
  ASSIGN_OR_RETURN(const std::string started_at, HistoryTime(summary.started_at()));
  ASSIGN_OR_RETURN(const std::string json, SummaryJson(summary));
  const std::string id = HistoryId(summary);
  std::vector<HistoryInsert> rows;
  HistoryInsert& drill = rows.emplace_back();
  drill.table = "drill";
  drill.cells = {
      {"id", id}, {"started_at", started_at}, {"run_directory", run_directory}, {"summary", json}};
  AddWhat(summary, drill);
  AddOutcome(summary, drill);
  AddMachine(summary, drill);
  AddPhases(summary, id, rows);
  AddCommands(summary, id, rows);
  AddTargets(summary, id, rows);
  AddChecks(summary, id, rows);
  return rows;
}

}  // namespace drill
