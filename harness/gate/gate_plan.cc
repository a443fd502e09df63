#include "harness/gate/gate_plan.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/proto_duration.h"

namespace drill {
namespace {

// The entry whose rules hold for a scenario: the one that names it alone, else the first one.
std::map<std::string, int> Owners(const Gate& gate, const GateCatalogue& catalogue) {
  std::map<std::string, int> owners;
  for (int i = 0; i < gate.drills_size(); ++i) {
    for (const GateScenario* scenario : catalogue.Named(gate.drills(i).scenario())) {
      if (scenario->name == gate.drills(i).scenario())
        owners[scenario->name] = i;
      else
        owners.emplace(scenario->name, i);
    }
  }
  return owners;
}

// Sets what is known of the scenario's failure, if anything is.
template <typename Result>
void SetKnownFailure(const Gate& gate, const std::string& scenario, Result& result) {
  for (const KnownFailure& known : gate.known_failures()) {
    if (known.scenario() != scenario) continue;
    result.mutable_known_failure()->set_reason(known.reason());
    result.mutable_known_failure()->set_until(known.until());
    *result.mutable_known_failure()->mutable_checks() = known.checks();
  }
}

GateResult Planned(const Gate& gate, const GateDrill& drill, const std::string& scenario) {
  GateResult result;
  result.set_scenario(scenario);
  result.set_require(drill.require() == REQUIRE_UNSPECIFIED ? REQUIRE_AS_EXPECTED
                                                            : drill.require());
  *result.mutable_targets() = drill.targets().names();
  result.set_no_target_because(drill.targets().none_because());
  SetKnownFailure(gate, scenario, result);
  return result;
}

void PlanResults(const Gate& gate, const GateCatalogue& catalogue, GateReport& report) {
  const std::map<std::string, int> owners = Owners(gate, catalogue);
  for (int i = 0; i < gate.drills_size(); ++i) {
    for (const GateScenario* scenario : catalogue.Named(gate.drills(i).scenario())) {
      if (owners.at(scenario->name) == i)
        *report.add_results() = Planned(gate, gate.drills(i), scenario->name);
    }
  }
}

GateEvidence Wanted(const FreshEvidence& fresh, const std::string& what,
                    const std::string& renewing) {
  GateEvidence evidence;
  evidence.set_what(what);
  evidence.set_max_age_seconds(absl::ToInt64Seconds(FromProto(fresh.max_age())));
  evidence.set_renew(absl::StrCat("tools/drill run ", renewing));
  return evidence;
}

// One piece for each scenario, or one for the procedure: any of its scenarios will do.
void PlanEvidence(const Gate& gate, const FreshEvidence& fresh, const GateCatalogue& catalogue,
                  GateReport& report) {
  if (fresh.of_case() == FreshEvidence::kScenario) {
    for (const GateScenario* scenario : catalogue.Named(fresh.scenario())) {
      GateEvidence evidence = Wanted(fresh, scenario->name, scenario->name);
      evidence.add_scenarios(scenario->name);
      SetKnownFailure(gate, scenario->name, evidence);
      *report.add_evidence() = std::move(evidence);
    }
    return;
  }
  const FreshProcedure& procedure = fresh.procedure();
  const std::vector<const GateScenario*> proving =
      catalogue.Proving(procedure.stack(), procedure.id());
  GateEvidence evidence =
      Wanted(fresh, absl::StrCat("procedure ", procedure.id(), " of ", procedure.stack()),
             proving.front()->name);
  for (const GateScenario* scenario : proving) evidence.add_scenarios(scenario->name);
  *report.add_evidence() = std::move(evidence);
}

}  // namespace

GateReport PlanGate(const LoadedGate& loaded, const GateCatalogue& catalogue) {
  const Gate& gate = loaded.gate;
  GateReport report;
  report.set_gate_file(loaded.file);
  report.set_gate_sha256(loaded.sha256);
  report.set_description(gate.description());
  report.set_shard(1);
  report.set_shards(1);
  if (gate.has_budget()) report.set_budget_seconds(absl::ToInt64Seconds(FromProto(gate.budget())));
  PlanResults(gate, catalogue, report);
  for (const FreshEvidence& fresh : gate.fresh()) PlanEvidence(gate, fresh, catalogue, report);
  return report;
}

void KeepStaleOnly(GateReport& report) {
  std::map<std::string, GateResult> planned;
  for (const GateResult& result : report.results()) planned.emplace(result.scenario(), result);
  report.clear_results();
  report.set_only_stale(true);
  for (const GateEvidence& evidence : report.evidence()) {
    if (evidence.state() != GATE_STATE_BAD) continue;
    // The scenario that `renew` runs.
    const std::string& scenario = evidence.scenarios(0);
    GateResult fallback;
    fallback.set_scenario(scenario);
    fallback.set_require(REQUIRE_AS_EXPECTED);
    if (evidence.has_known_failure()) *fallback.mutable_known_failure() = evidence.known_failure();
    const GateResult& wanted = planned.emplace(scenario, fallback).first->second;
    // Two pieces of evidence may be renewed by one drill.
    bool there = false;
    for (const GateResult& other : report.results()) there = there || other.scenario() == scenario;
    if (!there) *report.add_results() = wanted;
  }
}

}  // namespace drill
