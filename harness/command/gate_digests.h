// What the drills of a gate are made of now, each as one digest.
#ifndef HARNESS_COMMAND_GATE_DIGESTS_H_
#define HARNESS_COMMAND_GATE_DIGESTS_H_

#include <map>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "harness/command/gate_scenarios.h"

namespace drill {

class GateDigests {
 public:
  // `harness_sha256` is of the program that drills. `scenarios` must outlive this.
  GateDigests(GateScenarios& scenarios, std::string harness_sha256)
      : scenarios_(scenarios), harness_sha256_(std::move(harness_sha256)) {}

  // Of the inputs that the drill of this scenario, a known one, has now. What a stack's machine is
  // made from is read once.
  absl::StatusOr<std::string> Of(const std::string& scenario);

 private:
  GateScenarios& scenarios_;
  const std::string harness_sha256_;
  // By the stack's file.
  std::map<std::string, absl::StatusOr<std::string>> seed_keys_;
};

}  // namespace drill

#endif  // HARNESS_COMMAND_GATE_DIGESTS_H_
