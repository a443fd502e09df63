#include "harness/drill/fault_phases.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/proto_duration.h"
#include "harness/drill/staying_parts.h"

namespace drill {
namespace {

// How often a probe is looked at that is green before the fault.
constexpr int kLooks = 3;

}  // namespace

bool FaultPhases::Inject() {
  for (const Fault& fault : scenario_.fault()) {
    if (fault.has_when() && !AwaitCondition(fault.when())) return false;
    if (!NothingIsProvedYet(fault) || !InjectOne(fault)) return false;
    if (fault.has_release() && SomePartsStay(scenario_.expected()) &&
        !recorder_.Must(system_.NoteParts())) {
      return false;
    }
  }
  return true;
}

// A probe that is green without the fault would be green whatever the injection does. One that
// waits for silence is green once where the machine is busy: it must be so at each look. A family's
// own probes compare with what it has seen before, and are made when it is injected.
bool FaultPhases::NothingIsProvedYet(const Fault& fault) {
  if (fault.proof().empty()) return true;
  Event event;
  std::vector<Probe> left(fault.proof().begin(), fault.proof().end());
  std::vector<std::string> green;
  for (int i = 0; i < kLooks && !left.empty(); ++i) {
    const absl::StatusOr<std::vector<ProofLook>> looks = system_.LookOnce(left);
    if (!recorder_.Must(looks.status())) return false;
    green.clear();
    std::vector<Probe> still;
    for (size_t j = 0; j < looks->size(); ++j) {
      *event.mutable_proof_before()->add_looks() = (*looks)[j];
      if (!(*looks)[j].green()) continue;
      green.push_back((*looks)[j].seen());
      still.push_back(left[j]);
    }
    left = std::move(still);
  }
  recorder_.Record(std::move(event));
  if (green.empty()) return true;
  return recorder_.End(
      OUTCOME_INVALID,
      absl::StrCat("what is to prove the fault \"", fault.summary(),
                   "\" is there before it is injected: ", absl::StrJoin(green, "; ")));
}

bool FaultPhases::AwaitCondition(const Condition& condition) {
  GreenRequest request;
  request.probes.push_back(condition.probe());
  request.within = DurationOr(condition.within(), absl::Seconds(60));
  absl::StatusOr<Recovered> seen = system_.AwaitGreen(request);
  if (!recorder_.Must(seen.status())) return false;
  if (seen->recovered()) return true;
  return recorder_.End(
      OUTCOME_INCONCLUSIVE,
      absl::StrCat("the fault waits for ", condition.probe().name(), ", which did not come within ",
                   absl::FormatDuration(request.within), ": ",
                   absl::StrJoin(seen->last_seen(), "; ")));
}

bool FaultPhases::InjectOne(const Fault& fault) {
  absl::StatusOr<Injection> injection = system_.InjectFault(fault);
  if (!recorder_.Must(injection.status())) return false;
  Event event;
  *event.mutable_fault_injected() = std::move(injection->facts);
  recorder_.Record(std::move(event));
  if (!injection->refused.empty()) {
    RecordProof(false, {injection->refused});
    return recorder_.End(OUTCOME_INCONCLUSIVE,
                         absl::StrCat("the fault cannot take hold here: ", injection->refused));
  }
  // Several faults may prove themselves by probes of the same name.
  const std::string prefix =
      scenario_.fault_size() > 1 ? absl::StrCat("fault ", ++injected_, ": ") : "";
  for (Probe& probe : injection->proof) {
    probe.set_name(absl::StrCat(prefix, probe.name()));
    proof_.push_back(std::move(probe));
  }
  proof_.insert(proof_.end(), fault.proof().begin(), fault.proof().end());
  within_ = std::max(within_, DurationOr(fault.within(), absl::Seconds(60)));
  return true;
}

bool FaultPhases::Prove() {
  GreenRequest request;
  request.probes = proof_;
  request.within = within_;
  absl::StatusOr<Recovered> seen = system_.AwaitGreen(request);
  if (!recorder_.Must(seen.status())) return false;
  const bool proved = seen->recovered() && !proof_.empty();
  RecordProof(proved, {seen->last_seen().begin(), seen->last_seen().end()});
  if (proved) return true;
  return recorder_.End(OUTCOME_INCONCLUSIVE,
                       absl::StrCat("the fault was injected, but not proved to have taken hold: ",
                                    absl::StrJoin(seen->last_seen(), "; ")));
}

void FaultPhases::RecordProof(bool proved, const std::vector<std::string>& evidence) {
  Event event;
  event.mutable_fault_proof()->set_proved(proved);
  for (const std::string& line : evidence) event.mutable_fault_proof()->add_evidence(line);
  recorder_.Record(std::move(event));
}

}  // namespace drill
