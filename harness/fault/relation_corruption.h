// Broken pages of a table or an index, written while the server is cleanly stopped.
#ifndef HARNESS_FAULT_RELATION_CORRUPTION_H_
#define HARNESS_FAULT_RELATION_CORRUPTION_H_

#include "absl/status/statusor.h"
#include "harness/fault/database_server.h"
#include "harness/fault/injection.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// HEAP_BIT_FLIPS, TORN_PAGE, TRUNCATED_RELATION, ZEROED_BLOCK and INDEX. Pages are drawn among
// those that hold the stack's seeded rows, so that what a drill's load has added does not move the
// choice.
absl::StatusOr<Injection> InjectRelationCorruption(const CorruptionFault& fault,
                                                   DatabaseServer server,
                                                   const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_RELATION_CORRUPTION_H_
