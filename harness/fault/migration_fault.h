// A migration that goes wrong.
#ifndef HARNESS_FAULT_MIGRATION_FAULT_H_
#define HARNESS_FAULT_MIGRATION_FAULT_H_

#include "absl/status/statusor.h"
#include "harness/fault/injection.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// Copies the migration into the drill host and applies it as its release would. Errors: NotFound
// for a missing side file.
absl::StatusOr<Injection> InjectMigration(const MigrationFault& fault, const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_MIGRATION_FAULT_H_
