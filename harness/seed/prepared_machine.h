// A machine on which a stack has been brought up from nothing, the long way.
#ifndef HARNESS_SEED_PREPARED_MACHINE_H_
#define HARNESS_SEED_PREPARED_MACHINE_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/base/stop_token.h"
#include "harness/host/runc_host.h"
#include "harness/host/session.h"
#include "harness/seed/image_layer.h"
#include "harness/seed/seed_manifest.pb.h"
#include "harness/stack/stack_loader.h"

namespace drill {

// What is made once and used by every preparation.
struct MachineParts {
  // Name in the store, TreeKind::kRootfs.
  std::string rootfs;
  // Image reference to the tarball of its Debian tree.
  std::map<std::string, std::string> tarballs;
};

struct PrepareOptions {
  // A line for a person; one thread at a time. May be empty.
  std::function<void(absl::string_view)> progress;
  // On this machine; made when missing. The output of everything that is run goes there.
  std::string log_directory;
  // Not owned; may be null.
  const StopToken* stop = nullptr;
};

struct PreparedMachine {
  // Runs the baseline, in steady state.
  std::unique_ptr<RuncHost> host;
  // As of PrepareMachine().
  SeedManifest manifest;
};

// Packages of the machine beyond those that every drill host has.
std::vector<std::string> MachinePackages(const Stack& stack);

// How the stack's machines are booted, from a clone of that name.
RuncHostOptions HostOptionsOf(const Stack& stack, const std::string& id);

// Makes what is missing: the machine's root file system and the trees of the images.
absl::StatusOr<MachineParts> EnsureMachineParts(Session& session, const LoadedStack& stack,
                                                const PrepareOptions& options);

// The layer of the stack's images, made unless the store has it. Images that were made before one
// that cannot be made are kept for the next attempt.
absl::StatusOr<ImageLayer> EnsureImages(Session& session, const LoadedStack& stack,
                                        const MachineParts& parts, const PrepareOptions& options);

// A clone of the images' layer with the host tree laid over it, booted and prepared. `id` is from
// Session::NewId().
//
// Of both: InvalidArgument, with file, line and what the stack's containers say, when the stack is
// to blame. Nothing runs any more of a machine that failed; FailedMachine is what is kept of it.
absl::StatusOr<PreparedMachine> MakePreparedMachine(Session& session, const LoadedStack& stack,
                                                    const ImageLayer& images, const std::string& id,
                                                    const PrepareOptions& options);

}  // namespace drill

#endif  // HARNESS_SEED_PREPARED_MACHINE_H_
