// A drill that is about to be run.
#ifndef HARNESS_COMMAND_NEW_DRILL_H_
#define HARNESS_COMMAND_NEW_DRILL_H_

#include <string>

#include "absl/status/statusor.h"
#include "harness/base/stop_token.h"
#include "harness/command/options.h"
#include "harness/command/seeding.h"
#include "harness/drill/one_drill.h"
#include "harness/drill/prepared_drill.h"

namespace drill {

// With an id of its own, on the seed of its stack, which is ready. Run directory and random seed
// are the caller's to set. The machine is named after `label`; empty: after the drill. All
// arguments but `label` must outlive it.
absl::StatusOr<OneDrill> NewDrill(const PreparedDrill& drill, const Options& options,
                                  Seeding& seeding, const StopToken& stop,
                                  const std::string& label = "");

}  // namespace drill

#endif  // HARNESS_COMMAND_NEW_DRILL_H_
