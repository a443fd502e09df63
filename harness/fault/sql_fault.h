// Data that makes the application misbehave.
#ifndef HARNESS_FAULT_SQL_FAULT_H_
#define HARNESS_FAULT_SQL_FAULT_H_

#include "absl/status/statusor.h"
#include "harness/fault/injection.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// Runs the statement in the database as its own user.
absl::StatusOr<Injection> InjectSql(const SqlFault& fault, const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_SQL_FAULT_H_
