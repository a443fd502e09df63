// The checks after recovery: is this the release that was asked for, with its schema and its data?
#ifndef HARNESS_VERIFY_CHECKS_H_
#define HARNESS_VERIFY_CHECKS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/database/facts.pb.h"
#include "harness/journal/journal.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/probe_runner.h"
#include "harness/scenario/scenario.pb.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// An endpoint that the document or the stack promises.
struct PromisedEndpoint {
  HttpProbe probe;
  // "ROLLBACK.md:41", "stack".
  std::string source;
};

struct ChecksInput {
  // Of the scenario.
  Expected expected;
  // Not owned.
  const Stack* stack = nullptr;
  // Recorded for the expected release.
  ReleaseFacts facts;
  // Why the facts are expected, e.g. "seed, release 2.0.0".
  std::string facts_source;
  // Why schema and revision are expected, where they are not the release's own; empty: as above.
  std::string schema_source;
  std::vector<PromisedEndpoint> endpoints;
  // The stack's containers right before the procedure; not set where none was run.
  std::optional<std::vector<ContainerInfo>> before_procedure;
  // What it must have left behind is there only then.
  bool procedure_was_run = false;
  // Of the load, when it has ended.
  std::vector<LoadWindow> load;
  // How often a check is looked at that did not pass at first, and how long after each other.
  int looks = 3;
  absl::Duration between_looks = absl::Milliseconds(500);
};

struct ChecksMade {
  std::vector<CheckResult> checks;
  // Those that this drill does not have.
  std::vector<NotLookedAt> not_looked_at;
};

// Runs them all, in this order: endpoints/GET URL, versions/SERVICE, services/SERVICE,
// untouched/SERVICE, recorded/NAME, revision, schema, seeded_data/TABLE (of a further database
// revision/ID, schema/ID, seeded_data/ID/TABLE), load, and the scenario's own probes by name, those
// of what the procedure leaves last. A check that the scenario leaves out is there as skipped, with
// the scenario's reason. What could not be looked at is undecided. Enters the host's network
// itself; an error means that it could not.
//
// What did not pass is looked at again, but for the load, whose time is over; see JudgeLooks().
absl::StatusOr<ChecksMade> RunChecks(const ProbeContext& context, ProbeRunner* runner,
                                     const ChecksInput& input);

}  // namespace drill

#endif  // HARNESS_VERIFY_CHECKS_H_
