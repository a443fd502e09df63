// The drilled machine beside healthy ones.
#ifndef HARNESS_DRILL_LOOK_AT_TWIN_H_
#define HARNESS_DRILL_LOOK_AT_TWIN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/stop_token.h"
#include "harness/database/facts.pb.h"
#include "harness/drill/drill_system.h"
#include "harness/host/drill_host.h"
#include "harness/scenario/difference.pb.h"
#include "harness/stack/stack.pb.h"
#include "harness/twin/behaviour_portrait.h"
#include "harness/twin/files_portrait.h"
#include "harness/twin/meant_to_stay.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// Nothing is owned.
struct TwinInput {
  // Healthy machines observed for the drill's seed; null where none were.
  const HealthyMachines* healthy = nullptr;
  // The release that the drill expects to run, and what the seed recorded of it (null: nothing).
  std::string expected_release;
  const ReleaseFacts* release = nullptr;
  // How many writes the load has sent, and for how long the stack has run.
  int64_t writes_sent = 0;
  absl::Duration ran;
  // The procedure may have restored a backup of the database.
  bool from_backup = false;
  // Where the files lie; the seed's volumes are known from the healthy machines.
  MachineFiles files;
  // Directory of the scenario's overlay; empty: none.
  std::string overlay;
  // Differences that the scenario declares.
  std::vector<Difference> differences;
  // The machine's database before the fault, whose rows must be there and as they were; null: they
  // may be others now.
  const Portrait* before_fault = nullptr;
  // What is meant to stay as it was before the procedure.
  MeantToStay meant;
  // Parts stay, and `meant` is without a portrait: why.
  std::string no_portrait;
  // The system came back. One that did not is not slow for having only just started: its requests
  // are timed once.
  bool came_back = true;
  // What AskForTwin() gave; nullopt: users' requests are asked with all the rest.
  std::optional<UsersAnswers> asked;
  const StopToken* stop = nullptr;
};

// Observes the machine before the procedure, for what is meant to stay so. Errors as
// TakePortrait()'s, and FailedPrecondition where there are no healthy machines to compare with.
absl::StatusOr<Portrait> LookBeforeProcedure(DrillHost& host, const Stack& stack,
                                             const TwinInput& input);

// Asks users' requests sooner than LookAtTwin() looks at the rest; nothing where there is nothing
// to compare with. Errors as TakePortrait().
absl::StatusOr<std::optional<UsersAnswers>> AskForTwin(DrillHost& host, const Stack& stack,
                                                       const TwinInput& input);

// Observes the machine and judges in what it differs; or says why there is nothing to compare with.
// Errors as TakePortrait().
absl::StatusOr<TwinLook> LookAtTwin(DrillHost& host, const Stack& stack, TwinInput input);

}  // namespace drill

#endif  // HARNESS_DRILL_LOOK_AT_TWIN_H_
