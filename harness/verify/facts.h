// Records what is true of the running system: images, schema, seeded data.
#ifndef HARNESS_VERIFY_FACTS_H_
#define HARNESS_VERIFY_FACTS_H_

#include <string>

#include "absl/status/statusor.h"
#include "harness/stack/stack.pb.h"
#include "harness/verify/facts.pb.h"
#include "harness/verify/probe_context.h"

namespace drill {

// Of the system as it runs now. `version` is only written down. Enters the host's network itself.
// Any fact that cannot be had is an error: a seed without it would judge nothing. A stack without
// a database service has facts of its images alone.
absl::StatusOr<ReleaseFacts> CollectFacts(const ProbeContext& context, const Database& database,
                                          const std::string& version);

// The stack's, or Alembic's.
std::string RevisionQuery(const Database& database);

// Every query by which CollectFacts() reads this database. What other queries recorded cannot be
// compared with what these find.
std::string FactsQueries(const Database& database);

}  // namespace drill

#endif  // HARNESS_VERIFY_FACTS_H_
