#include "harness/gate/gate_run.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/name_as_directory.h"
#include "harness/base/numbered_work.h"
#include "harness/base/status_macros.h"
#include "harness/gate/gate_plan.h"
#include "harness/gate/judge_gate.h"
#include "harness/journal/failed_summary.h"

namespace drill {

absl::StatusOr<GateReport> GateRun::Run(GateReport planned) {
  started_ = seams_.clock->Monotonic();
  GateReport report = std::move(planned);
  if (report.has_budget_seconds()) budget_ = absl::Seconds(report.budget_seconds());
  report.set_shard(options_.shard.index);
  report.set_shards(options_.shard.total);
  RETURN_IF_ERROR(LookUpEvidence(seams_.find, report));
  if (options_.only_stale) {
    JudgeGate(seams_.clock->Wall(), report);
    KeepStaleOnly(report);
  }
  ASSIGN_OR_RETURN(to_run_, Choose(report));
  if (!to_run_.empty()) {
    std::vector<std::string> scenarios;
    for (const int number : to_run_) scenarios.push_back(report.results(number).scenario());
    for (const std::string& name : scenarios) longest_name_ = std::max(longest_name_, name.size());
    beside_ = options_.jobs > 1 && to_run_.size() > 1;
    RETURN_IF_ERROR(seams_.make_ready(scenarios));
  }
  DrillAll(report);
  for (const std::string& note : notes_) report.add_notes(note);
  report.set_took_seconds(absl::ToDoubleSeconds(seams_.clock->Monotonic() - started_));
  JudgeGate(seams_.clock->Wall(), report);
  return report;
}

void GateRun::DrillAll(GateReport& report) {
  const auto result = [&](int i) -> GateResult& {
    return *report.mutable_results(to_run_[static_cast<size_t>(i)]);
  };
  // Each call has a result of its own to write into.
  const auto drill = [&](int i, const ClaimNext& claim) {
    Drill(result(i), [&] {
      const std::optional<int> next = claim();
      if (next && !OutOfTime()) seams_.coming(result(*next).scenario());
    });
  };
  DoNumberedWork(static_cast<int>(to_run_.size()), options_.jobs, stop_, drill);
}

absl::StatusOr<std::vector<int>> GateRun::Choose(GateReport& report) {
  std::vector<int> to_run;
  for (int i = 0; i < report.results_size(); ++i) {
    GateResult& result = *report.mutable_results(i);
    if (!options_.shard.Has(static_cast<size_t>(i))) {
      result.set_fate(GATE_FATE_OTHER_SHARD);
      continue;
    }
    RETURN_IF_ERROR(Reuse(report, result));
    if (result.fate() == GATE_FATE_REUSED) continue;
    // Until it is begun.
    result.set_fate(GATE_FATE_STOPPED);
    to_run.push_back(i);
  }
  return to_run;
}

// A drill whose inputs cannot be told is drilled; a history that cannot be read is an error. What
// renews evidence is never what is there already.
absl::Status GateRun::Reuse(GateReport& report, GateResult& result) {
  if (!options_.reuse.has_value() || options_.only_stale) return absl::OkStatus();
  const absl::StatusOr<std::string> digest = seams_.digest(result.scenario());
  if (!digest.ok()) {
    report.add_notes(absl::StrCat(result.scenario(),
                                  ": its inputs have no digest, so that it is "
                                  "drilled: ",
                                  digest.status().message()));
    return absl::OkStatus();
  }
  result.set_inputs_sha256(*digest);
  if (options_.always.count(result.scenario()) > 0) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::optional<KeptDrill> kept,
                   FindReusable(result, *options_.reuse, seams_.clock->Wall(), seams_.find));
  if (!kept.has_value()) return absl::OkStatus();
  result.set_fate(GATE_FATE_REUSED);
  *result.mutable_summary() = kept->summary;
  result.set_run_directory(kept->run_directory);
  return absl::OkStatus();
}

bool GateRun::OutOfTime() const { return seams_.clock->Monotonic() - started_ >= budget_; }

void GateRun::Drill(GateResult& result, const std::function<void()>& when_compared) {
  if (OutOfTime()) return result.set_fate(GATE_FATE_OUT_OF_TIME);
  GatePlace place;
  place.directory = NameAsDirectory(result.scenario());
  if (beside_) {
    const std::string& name = result.scenario();
    place.prefix = absl::StrCat(name, std::string(longest_name_ - name.size(), ' '), " | ");
    if (seams_.coming != nullptr) place.when_compared = when_compared;
  }
  result.set_fate(GATE_FATE_RUN);
  result.set_run_directory(place.directory);
  absl::StatusOr<Summary> summary = seams_.run(result.scenario(), place);
  *result.mutable_summary() =
      summary.ok() ? *std::move(summary) : FailedSummary(result.scenario(), summary.status());
  // What could not be begun has no run directory, and is no drill.
  if (result.summary().started_at().empty()) return result.clear_run_directory();
  Keep(place, result);
}

// The verdict does not depend on it; whoever asks the history later does.
void GateRun::Keep(const GatePlace& place, const GateResult& result) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const absl::Status kept = seams_.keep(result.scenario(), result.summary(), place);
  if (kept.ok()) return;
  notes_.push_back(absl::StrCat(result.scenario(), ": ", kept.message()));
}

}  // namespace drill
