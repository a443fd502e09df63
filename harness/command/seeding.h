// The session and the seeds that the drills of one invocation need, each made ready once, with
// progress on the console.
#ifndef HARNESS_COMMAND_SEEDING_H_
#define HARNESS_COMMAND_SEEDING_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "harness/base/mask.h"
#include "harness/base/stop_token.h"
#include "harness/drill/prepared_drill.h"
#include "harness/host/session.h"
#include "harness/seed/seeds.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

class Seeding {
 public:
  explicit Seeding(const StopToken& stop) : stop_(stop) {}

  // Starts the session, once; call it before threads are started. FailedPrecondition, with the
  // remedy, when this is not run by root.
  absl::Status Start();

  // Makes the seed of the drill's stack where it is missing. Starts the session, too. Errors as
  // EnsureSeed()'s: InvalidArgument when the stack is to blame.
  absl::Status Ensure(const PreparedDrill& drill);

  // Observes healthy machines of the drill's seed where that has not been done. After Ensure().
  absl::Status EnsureHealthy(const PreparedDrill& drill);

  // Both.
  absl::Status EnsureBoth(const PreparedDrill& drill);

  // Both, for every one of the drills; an error names the drill.
  absl::Status EnsureAll(const std::vector<PreparedDrill>& drills);

  Session* session() { return session_.get(); }
  // After Ensure() of a drill of the same stack.
  const Seed* seed(const PreparedDrill& drill) const {
    return &by_stack_.at(drill.loaded.stack.file);
  }
  // After EnsureHealthy() of a drill of the same stack.
  const HealthyMachines* healthy(const PreparedDrill& drill) const {
    return &healthy_by_stack_.at(drill.loaded.stack.file);
  }

 private:
  SeedOptions OptionsWith(const Masker& masker) const;

  const StopToken& stop_;
  std::unique_ptr<Session> session_;
  std::map<std::string, Seed> by_stack_;
  std::map<std::string, HealthyMachines> healthy_by_stack_;
};

// Exit code of a command that ends with this error of making a seed: unusable stack, or machine or
// harness error.
int ExitCodeOfSeeding(const absl::Status& status);

}  // namespace drill

#endif  // HARNESS_COMMAND_SEEDING_H_
