// Records what is true of a running system: its images, and what its database holds.
#ifndef HARNESS_PROBE_COLLECT_FACTS_H_
#define HARNESS_PROBE_COLLECT_FACTS_H_

#include <string>

#include "absl/status/statusor.h"
#include "harness/database/facts.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// Of the system as it runs now. `version` is only written down. Enters the host's network itself.
// Any fact that cannot be had is an error: a seed without it would judge nothing. A stack without a
// database service has facts of its images alone.
absl::StatusOr<ReleaseFacts> CollectFacts(const ProbeContext& context, const Stack& stack,
                                          const std::string& version);

// What is known of a release that never ran: what the stack declares of it.
ReleaseFacts DeclaredFacts(const Release& release);

}  // namespace drill

#endif  // HARNESS_PROBE_COLLECT_FACTS_H_
