// Seeds: a stack's machine, prepared once, kept by the hash of all it was made from, cloned for
// every drill.
//
//   ASSIGN_OR_RETURN(Seed seed, EnsureSeed(session, loaded_stack, options));
//   const std::string id = session.NewId("bad-migration");
//   ASSIGN_OR_RETURN(std::string root, CloneSeed(session, seed, id));
//   RETURN_IF_ERROR(LayTree(overlay, root, "/"));
//   ASSIGN_OR_RETURN(std::unique_ptr<RuncHost> host,
//                    RuncHost::Boot(session, HostOptionsOf(loaded_stack.stack, id)));
#ifndef HARNESS_SEED_SEEDS_H_
#define HARNESS_SEED_SEEDS_H_

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/base/file_lock.h"
#include "harness/base/stop_token.h"
#include "harness/database/facts.pb.h"
#include "harness/host/session.h"
#include "harness/seed/prepared_machine.h"
#include "harness/seed/seed_manifest.pb.h"
#include "harness/stack/stack_loader.h"

namespace drill {

struct SeedOptions {
  // A line for a person, at the beginning and end of everything long. Nothing is said when the seed
  // is there. May be empty.
  std::function<void(absl::string_view)> progress;
  // Not owned; may be null.
  const StopToken* stop = nullptr;
  // Seeds of this stack that are kept, this one included: whoever goes back and forth between two
  // branches finds both.
  int keep = 8;
};

// A complete seed. It is not removed by anybody for as long as a copy of this lives.
struct Seed {
  // Name in the store, TreeKind::kSeed.
  std::string tree;
  SeedManifest manifest;
  std::shared_ptr<FileLock> in_use;
};

// Makes the stack's seed unless the store has it. One that is damaged is made anew, and that is
// said. Of several processes that need the same seed one makes it, the others wait. The output of
// what is run is kept below `<cache>/seed-logs`. An attempt that failed leaves the images that it
// made, for the next one, and the machine as it failed (failed_machine.h). InvalidArgument, with
// file and line, when the stack is to blame.
absl::StatusOr<Seed> EnsureSeed(Session& session, const LoadedStack& stack,
                                const SeedOptions& options);

// Key of the stack's seed, whether or not the store has it: of what it would be made from now.
// Nothing is made. NotFound, with its path, when one of its inputs is missing.
absl::StatusOr<std::string> SeedKeyOf(const LoadedStack& stack);

// A machine of one's own, not booted; returns where its tree lies. `id` is from Session::NewId().
absl::StatusOr<std::string> CloneSeed(Session& session, const Seed& seed, absl::string_view id);

// What is known of the stack's releases, by version.
std::map<std::string, ReleaseFacts> RecordedReleases(const SeedManifest& manifest);

}  // namespace drill

#endif  // HARNESS_SEED_SEEDS_H_
