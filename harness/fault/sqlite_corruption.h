// A broken SQLite file, or a write-ahead log beside it that is not its own.
#ifndef HARNESS_FAULT_SQLITE_CORRUPTION_H_
#define HARNESS_FAULT_SQLITE_CORRUPTION_H_

#include "absl/status/statusor.h"
#include "harness/fault/injection.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// SQLITE_PAGES and SQLITE_STALE_WAL. The service, where one is named, is stopped for it and started
// again.
absl::StatusOr<Injection> InjectSqliteCorruption(const CorruptionFault& fault,
                                                 const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_SQLITE_CORRUPTION_H_
