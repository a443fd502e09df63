// Damage to what the server needs as a whole: its log, its control file, its catalogue.
#ifndef HARNESS_FAULT_SERVER_CORRUPTION_H_
#define HARNESS_FAULT_SERVER_CORRUPTION_H_

#include "absl/status/statusor.h"
#include "harness/fault/database_server.h"
#include "harness/fault/injection.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// The server is killed, so that its start needs the log, and the checkpoint record that it begins
// with is damaged.
absl::StatusOr<Injection> InjectWalCorruption(DatabaseServer server, const CorruptionFault& fault,
                                              const FaultContext& context);

// The beginning of global/pg_control, with the server cleanly stopped.
absl::StatusOr<Injection> InjectControlFileCorruption(DatabaseServer server,
                                                      const CorruptionFault& fault,
                                                      const FaultContext& context);

// The row of one of the table's columns is gone from pg_attribute; the server keeps running.
absl::StatusOr<Injection> InjectCatalogueCorruption(const DatabaseServer& server,
                                                    const CorruptionFault& fault,
                                                    const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_SERVER_CORRUPTION_H_
