#include "harness/seed/seeds.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/seed/failed_machine.h"
#include "harness/seed/rootfs.h"
#include "harness/seed/seed_key.h"
#include "harness/seed/seed_shelf.h"

namespace drill {
namespace {

struct SeedName {
  std::string key;
  std::string tree;
  std::vector<SeedInput> inputs;
};

absl::StatusOr<SeedName> NameSeed(const LoadedStack& stack) {
  const std::string machine = RootfsName(HostPackages(MachinePackages(stack.stack)));
  ASSIGN_OR_RETURN(const std::vector<SeedInput> images, ImageInputs(stack.stack, stack.directory));
  SeedName name;
  ASSIGN_OR_RETURN(name.inputs,
                   SeedInputs(stack.stack, stack.directory, ImagesKey(machine, images)));
  name.key = SeedKey(name.inputs);
  name.tree = SeedTree(stack.name, name.key);
  return name;
}

// How a lock is waited for that another harness holds while it makes the seed.
LockWait WaitForMaker(const LoadedStack& stack, const SeedOptions& options) {
  LockWait wait;
  wait.stop = options.stop;
  wait.waiting = [&](absl::string_view holder) {
    if (options.progress) {
      options.progress(absl::StrCat("stack ", stack.name, ": waiting until ", holder,
                                    " has made its seed (Ctrl-C ends the waiting)"));
    }
  };
  return wait;
}

// The seed, if it is there and whole, held so that it stays.
absl::StatusOr<Seed> HoldSeed(const Store& store, const SeedName& name, const LockWait& wait) {
  ASSIGN_OR_RETURN(const std::string path, SeedLockPath(store, name.tree));
  ASSIGN_OR_RETURN(FileLock lock, FileLock::AcquireShared(path, wait));
  Seed seed;
  ASSIGN_OR_RETURN(seed.manifest, ReadSeed(store, name.tree, name.key));
  NoteUse(store, name.tree);
  seed.tree = name.tree;
  seed.in_use = std::make_shared<FileLock>(std::move(lock));
  return seed;
}

void Complete(const LoadedStack& stack, const SeedName& name, absl::Duration took,
              SeedManifest& manifest) {
  manifest.set_format(kSeedFormat);
  manifest.set_key(name.key);
  manifest.set_stack(stack.name);
  for (const SeedInput& input : name.inputs) *manifest.add_inputs() = input;
  manifest.set_made_at(
      absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", RealClock().Wall(), absl::UTCTimeZone()));
  manifest.set_made_in_ms(absl::ToInt64Milliseconds(took));
}

// Ends the machine in good order and keeps its tree.
absl::Status Keep(Store& store, PreparedMachine& machine, const SeedName& name) {
  const std::string id = machine.host->id();
  RETURN_IF_ERROR(machine.host->PowerOff());
  // What the engine said of the making would be read as said in the drill.
  RETURN_IF_ERROR(RemoveAll(store.PathOf(TreeKind::kClone, id) + "/var/log/dockerd.log"));
  return store.Seal(id, TreeKind::kSeed, name.tree, ManifestText(machine.manifest));
}

// The caller holds the seed's lock.
absl::Status MakeSeed(Session& session, const LoadedStack& stack, const SeedName& name,
                      const SeedOptions& options) {
  const absl::Duration start = RealClock().Monotonic();
  PrepareOptions prepare;
  prepare.progress = options.progress ? options.progress : [](absl::string_view) {};
  prepare.stop = options.stop;
  prepare.log_directory = SeedLogDirectory(session.store(), name.tree);
  prepare.progress(absl::StrCat("stack ", stack.name, ": making its seed"));
  RETURN_IF_ERROR(RemoveAll(prepare.log_directory));
  ASSIGN_OR_RETURN(const MachineParts parts, EnsureMachineParts(session, stack, prepare));
  ASSIGN_OR_RETURN(const ImageLayer images, EnsureImages(session, stack, parts, prepare));
  const std::string id = session.NewId(absl::StrCat("seed-", stack.name));
  ASSIGN_OR_RETURN(PreparedMachine machine,
                   MakePreparedMachine(session, stack, images, id, prepare));
  const absl::Duration took = RealClock().Monotonic() - start;
  Complete(stack, name, took, machine.manifest);
  prepare.progress("stopping the machine");
  const absl::Status kept = Keep(session.store(), machine, name);
  ASSIGN_OR_RETURN(const std::vector<std::string> left, machine.host->Destroy());
  RETURN_IF_ERROR(kept);
  if (!left.empty())
    return absl::InternalError(
        absl::StrCat("the seed's machine was not removed whole: ", absl::StrJoin(left, ", ")));
  RETURN_IF_ERROR(ForgetFailedMachine(session.store(), stack.name));
  prepare.progress(absl::StrFormat("stack %s: its seed is ready after %.0f s", stack.name,
                                   absl::ToDoubleSeconds(RealClock().Monotonic() - start)));
  return absl::OkStatus();
}

absl::Status MakeUnlessThere(Session& session, const LoadedStack& stack, const SeedName& name,
                             const SeedOptions& options) {
  ASSIGN_OR_RETURN(const std::string path, SeedLockPath(session.store(), name.tree));
  ASSIGN_OR_RETURN(const FileLock lock, FileLock::Acquire(path, WaitForMaker(stack, options)));
  // Another process may have made it while this one waited.
  absl::Status there = ReadSeed(session.store(), name.tree, name.key).status();
  if (there.ok()) return there;
  if (absl::IsDataLoss(there)) {
    if (options.progress) options.progress(absl::StrCat(there.message(), "; it is made anew"));
    RETURN_IF_ERROR(session.store().Remove(TreeKind::kSeed, name.tree));
  }
  return MakeSeed(session, stack, name, options);
}

}  // namespace

absl::StatusOr<std::string> SeedKeyOf(const LoadedStack& stack) {
  ASSIGN_OR_RETURN(const SeedName name, NameSeed(stack));
  return name.key;
}

absl::StatusOr<Seed> EnsureSeed(Session& session, const LoadedStack& stack,
                                const SeedOptions& options) {
  ASSIGN_OR_RETURN(const SeedName name, NameSeed(stack));
  absl::StatusOr<Seed> seed = HoldSeed(session.store(), name, WaitForMaker(stack, options));
  if (!absl::IsNotFound(seed.status()) && !absl::IsDataLoss(seed.status())) return seed;
  RETURN_IF_ERROR(MakeUnlessThere(session, stack, name, options));
  seed = HoldSeed(session.store(), name, WaitForMaker(stack, options));
  if (!seed.ok()) return seed;
  ASSIGN_OR_RETURN(const std::vector<std::string> removed,
                   RemoveOldSeeds(session.store(), stack.name, options.keep));
  if (!removed.empty() && options.progress)
    options.progress(
        absl::StrCat("removed seeds that are not needed any more: ", absl::StrJoin(removed, ", ")));
  return seed;
}

absl::StatusOr<std::string> CloneSeed(Session& session, const Seed& seed, absl::string_view id) {
  return session.store().Clone(TreeKind::kSeed, seed.tree, id);
}

std::map<std::string, ReleaseFacts> RecordedReleases(const SeedManifest& manifest) {
  std::map<std::string, ReleaseFacts> recorded;
  for (const ReleaseFacts& facts : manifest.releases()) recorded[facts.version()] = facts;
  return recorded;
}

}  // namespace drill
