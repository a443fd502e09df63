#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "harness/base/enum_text.h"
#include "harness/base/printable.h"
#include "harness/base/status_macros.h"
#include "harness/command/commands.h"
#include "harness/command/complain.h"
#include "harness/command/reading_commands.h"
#include "harness/command/runbook_coverage.h"
#include "harness/drill/drill_keeper.h"
#include "harness/drill/exit_codes.h"
#include "harness/history/history.h"
#include "harness/scenario/scenario_loader.h"
#include "nlohmann/json.hpp"
#include "reports/trend.h"

namespace drill {
namespace {

std::vector<Summary> SummariesOf(const std::vector<KeptDrill>& kept) {
  std::vector<Summary> summaries;
  summaries.reserve(kept.size());
  for (const KeptDrill& drill : kept) summaries.push_back(drill.summary);
  return summaries;
}

// The repository's scenarios, those that can be read.
std::vector<PreparedDrill> Known() {
  std::vector<PreparedDrill> drills;
  for (const std::string& file : AllScenarios(Root())) {
    absl::StatusOr<PreparedDrill> drill = PrepareDrill(Root(), file, "");
    if (drill.ok()) drills.push_back(*std::move(drill));
  }
  return drills;
}

nlohmann::ordered_json DrillsJson(const std::vector<KeptDrill>& kept) {
  using Json = nlohmann::ordered_json;
  Json drills = Json::array();
  for (const KeptDrill& drill : kept) {
    const Summary& summary = drill.summary;
    const SummaryRecovery& recovery = summary.recovery();
    const SummaryTime& time = summary.time();
    drills.push_back(
        {{"scenario", summary.scenario()},
         {"started_at", summary.started_at()},
         {"outcome", EnumText(summary.outcome())},
         {"exit_code", summary.exit_code()},
         {"as_expected", summary.as_expected()},
         {"over_target", summary.over_target()},
         {"control", summary.control()},
         {"recovery_ms", recovery.has_time_ms() ? Json(recovery.time_ms()) : Json(nullptr)},
         {"total_ms", time.has_total_ms() ? Json(time.total_ms()) : Json(nullptr)},
         {"inputs_sha256", summary.inputs_sha256()},
         {"run_directory", drill.run_directory}});
  }
  return drills;
}

void PrintJson(const std::vector<KeptDrill>& kept) {
  nlohmann::ordered_json all;
  all["drills"] = DrillsJson(kept);
  all["procedures"] = RunbookCoverageJson(RunbookCoverage(Known(), SummariesOf(kept)));
  std::printf("%s\n",
              all.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace).c_str());
}

void PrintText(const std::vector<KeptDrill>& kept) {
  const std::vector<Summary> drills = SummariesOf(kept);
  std::printf("%s\n", Printable(TrendTable(drills)).c_str());
  std::printf("Runbook coverage, what was never drilled first:\n%s",
              Printable(RunbookCoverageTable(RunbookCoverage(Known(), drills))).c_str());
}

// By name: a scenario that is gone has its drills still.
absl::StatusOr<std::vector<KeptDrill>> DrillsOf(History& history, const std::string& scenario) {
  HistoryFilter filter;
  filter.scenario = scenario;
  ASSIGN_OR_RETURN(std::vector<KeptDrill> kept, history.Find(filter));
  if (kept.empty()) {
    return absl::NotFoundError(
        absl::StrCat("no drill of ", scenario, " is kept; `tools/drill history` shows what is"));
  }
  return kept;
}

int ShowScenarios(const Options& options, History& history) {
  std::vector<KeptDrill> all;
  for (const std::string& argument : options.arguments) {
    absl::StatusOr<std::vector<KeptDrill>> kept = DrillsOf(history, argument);
    if (!kept.ok()) {
      Complain(kept.status().message());
      return kExitUnusable;
    }
    if (options.format == "text") {
      std::printf("%s\n%s\n", argument.c_str(),
                  Printable(ScenarioTrend(SummariesOf(*kept))).c_str());
    }
    all.insert(all.end(), kept->begin(), kept->end());
  }
  if (options.format == "json") PrintJson(all);
  return 0;
}

// Reading makes no history where there is none.
absl::StatusOr<std::unique_ptr<History>> OpenKept(const std::string& place) {
  const bool is_url = place.find("://") != std::string::npos;
  if (!is_url && !std::filesystem::exists(place)) {
    return absl::NotFoundError(
        absl::StrCat("there is no history at ", place,
                     ": nothing was drilled from this directory; --history names another place"));
  }
  return History::Open(place);
}

}  // namespace

int ShowHistory(const Options& options) {
  const std::string place = HistoryPlace(options.history);
  absl::StatusOr<std::unique_ptr<History>> history = OpenKept(place);
  if (!history.ok()) {
    Complain(history.status().message());
    return kExitUnusable;
  }
  if (!options.arguments.empty()) return ShowScenarios(options, **history);
  const absl::StatusOr<std::vector<KeptDrill>> kept = (*history)->Find({});
  if (!kept.ok()) {
    Complain(kept.status().message());
    return kExitUnusable;
  }
  options.format == "json" ? PrintJson(*kept) : PrintText(*kept);
  return 0;
}

}  // namespace drill
