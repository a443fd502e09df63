// The two phases that break the system: every fault of the scenario is injected in order, then all
// of them are proved at the same time.
#ifndef HARNESS_DRILL_FAULT_PHASES_H_
#define HARNESS_DRILL_FAULT_PHASES_H_

#include <vector>

#include "absl/time/time.h"
#include "harness/drill/drill_recorder.h"
#include "harness/drill/drill_system.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

// Nothing is owned.
class FaultPhases {
 public:
  FaultPhases(const Scenario& scenario, DrillSystem& system, DrillRecorder& recorder)
      : scenario_(scenario), system_(system), recorder_(recorder) {}

  // Waits for each fault's condition and injects it. Invalid where one of the scenario's proofs of
  // it is green before; inconclusive where a condition never came, or a fault cannot take hold.
  bool Inject();

  // Green together: each family's own proof and the scenario's probes. Inconclusive otherwise.
  bool Prove();

 private:
  bool AwaitCondition(const Condition& condition);
  bool NothingIsProvedYet(const Fault& fault);
  bool InjectOne(const Fault& fault);
  void RecordProof(bool proved, const std::vector<std::string>& evidence);

  const Scenario& scenario_;
  DrillSystem& system_;
  DrillRecorder& recorder_;
  std::vector<Probe> proof_;
  absl::Duration within_;
  int injected_ = 0;
};

}  // namespace drill

#endif  // HARNESS_DRILL_FAULT_PHASES_H_
