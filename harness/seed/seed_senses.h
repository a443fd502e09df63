// How the making of a seed looks at the system that it has deployed.
#ifndef HARNESS_SEED_SEED_SENSES_H_
#define HARNESS_SEED_SEED_SENSES_H_

#include <functional>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "harness/database/facts.pb.h"

namespace drill {

// The real ones: system_senses.h. Tests of the builder look at nothing real.
struct SeedSenses {
  // Facts of the release that runs now, under the version given.
  std::function<absl::StatusOr<ReleaseFacts>(const std::string& version)> collect_facts;
  // OK once all of the stack's steady-state probes are green. `recorded` is what is known of the
  // releases, by version.
  std::function<absl::Status(const std::map<std::string, ReleaseFacts>& recorded)>
      await_steady_state;
};

}  // namespace drill

#endif  // HARNESS_SEED_SEED_SENSES_H_
