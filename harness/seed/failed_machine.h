// The machine on which a stack's preparation failed last, kept so that somebody can look at it:
// `tools/drill shell STACK --at prepare`.
#ifndef HARNESS_SEED_FAILED_MACHINE_H_
#define HARNESS_SEED_FAILED_MACHINE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/host/store.h"
#include "harness/seed/seed_manifest.pb.h"

namespace drill {

// Keeps the clone's present content in place of what was kept of the stack before. The machine may
// be running: it is kept as a power cut at this moment would leave it.
absl::Status KeepFailedMachine(Store& store, absl::string_view clone, const std::string& stack,
                               absl::string_view message);

// What is known of the failure. NotFound when no preparation of the stack failed since the last one
// that succeeded.
absl::StatusOr<FailedManifest> ReadFailedMachine(const Store& store, const std::string& stack);

// A clone of the machine, not booted, by the name `id`. NotFound as above.
absl::Status CloneFailedMachine(Store& store, const std::string& stack, absl::string_view id);

// Removes the kept machine; to be called when a preparation has succeeded. OK when there is none.
absl::Status ForgetFailedMachine(Store& store, const std::string& stack);

}  // namespace drill

#endif  // HARNESS_SEED_FAILED_MACHINE_H_
