#include "harness/seed/seeds.h"

#include <future>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/host/rootfs.h"
#include "harness/seed/lay_tree.h"
#include "harness/seed/machine_work.h"
#include "harness/seed/seed_builder.h"
#include "harness/seed/seed_key.h"
#include "harness/seed/seed_shelf.h"
#include "harness/seed/system_senses.h"
#include "harness/stack/image_tree.h"

namespace drill {
namespace {

std::vector<std::string> MachinePackages(const Stack& stack) {
  return {stack.host_packages().begin(), stack.host_packages().end()};
}

// Makes one seed. The caller holds its lock.
class SeedMaker {
 public:
  SeedMaker(Session& session, const LoadedStack& stack, const SeedOptions& options)
      : session_(session), stack_(stack), options_(options) {}

  absl::Status Make(const std::string& tree, const std::string& key,
                    const std::vector<SeedInput>& inputs) {
    const absl::Duration start = RealClock().Monotonic();
    Say(absl::StrCat("stack ", stack_.name, ": making its seed"));
    log_directory_ = SeedLogDirectory(session_.store(), tree);
    RETURN_IF_ERROR(RemoveAll(log_directory_));
    RETURN_IF_ERROR(MakeDirectories(log_directory_));
    // The one waits for the network while the other computes.
    auto rootfs = std::async(std::launch::async, [this] {
      return EnsureRootfs(session_, MachinePackages(stack_.stack), Sayer());
    });
    const auto tarballs = PrepareImageTrees(stack_.stack, TreeOptions());
    const absl::StatusOr<std::string> machine = rootfs.get();
    RETURN_IF_ERROR(tarballs.status());
    RETURN_IF_ERROR(machine.status());

    const std::string id = session_.NewId(absl::StrCat("seed-", stack_.name));
    const absl::Cleanup remove = [&] {
      session_.store().Remove(TreeKind::kClone, id).IgnoreError();
    };
    ASSIGN_OR_RETURN(SeedManifest manifest, Prepare(*machine, id, *tarballs));
    manifest.set_key(key);
    manifest.set_stack(stack_.name);
    for (const SeedInput& input : inputs) *manifest.add_inputs() = input;
    manifest.set_made_at(
        absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", RealClock().Wall(), absl::UTCTimeZone()));
    const absl::Duration took = RealClock().Monotonic() - start;
    manifest.set_made_in_ms(absl::ToInt64Milliseconds(took));
    RETURN_IF_ERROR(session_.store().Seal(id, TreeKind::kSeed, tree, ManifestText(manifest)));
    Say(absl::StrFormat("stack %s: its seed is ready after %.0f s", stack_.name,
                        absl::ToDoubleSeconds(took)));
    return absl::OkStatus();
  }

 private:
  // Leaves the prepared machine's tree, at rest.
  absl::StatusOr<SeedManifest> Prepare(const std::string& rootfs, const std::string& id,
                                       const std::map<std::string, std::string>& tarballs) {
    ASSIGN_OR_RETURN(const std::string root, session_.store().Clone(TreeKind::kRootfs, rootfs, id));
    const std::string host_tree = HostTreePath(stack_.stack, stack_.directory);
    const absl::Status laid = LayTree(host_tree, root, "/");
    const bool optional = stack_.stack.host_tree().empty() && absl::IsNotFound(laid);
    if (!optional) RETURN_IF_ERROR(laid);

    ASSIGN_OR_RETURN(const std::unique_ptr<RuncHost> host,
                     RuncHost::Boot(session_, HostOptionsOf(stack_.stack, id)));
    MachineWork::Options work_options;
    work_options.progress = Sayer();
    work_options.log_directory = log_directory_;
    work_options.stop = options_.stop;
    MachineWork work(host.get(), work_options);
    absl::StatusOr<SeedManifest> manifest =
        PrepareMachine(stack_.stack, stack_.directory, tarballs,
                       SystemSenses(host.get(), &stack_.stack, options_.stop), work);
    if (!manifest.ok()) return Ended(*host, manifest.status());
    Say("stopping the machine");
    const absl::Status off = host->PowerOff();
    if (!off.ok()) return Ended(*host, off);
    // What the engine said of the making would be read as said in the drill.
    RETURN_IF_ERROR(RemoveAll(root + "/var/log/dockerd.log"));
    return manifest;
  }

  static absl::Status Ended(RuncHost& host, const absl::Status& why) {
    const absl::StatusOr<std::vector<std::string>> left = host.Destroy();
    if (left.ok() && left->empty()) return why;
    return absl::Status(why.code(),
                        absl::StrCat(why.message(), "\nand the machine could not be removed: ",
                                     left.ok() ? absl::StrJoin(*left, ", ")
                                               : std::string(left.status().message())));
  }

  ImageTreeOptions TreeOptions() const {
    ImageTreeOptions options;
    options.cache_directory = session_.store().cache_directory();
    options.progress = Sayer();
    options.stop = options_.stop;
    return options;
  }

  std::function<void(absl::string_view)> Sayer() const {
    return [this](absl::string_view line) { Say(line); };
  }

  void Say(absl::string_view line) const {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (options_.progress) options_.progress(line);
  }

  Session& session_;
  const LoadedStack& stack_;
  const SeedOptions& options_;
  std::string log_directory_;
  mutable std::mutex mutex_;
};

// The seed, if it is there and whole, held so that it stays.
absl::StatusOr<Seed> HoldSeed(const Store& store, const std::string& tree, const std::string& key) {
  ASSIGN_OR_RETURN(const std::string path, SeedLockPath(store, tree));
  ASSIGN_OR_RETURN(FileLock lock, FileLock::AcquireShared(path));
  Seed seed;
  ASSIGN_OR_RETURN(seed.manifest, ReadSeed(store, tree, key));
  seed.tree = tree;
  seed.in_use = std::make_shared<FileLock>(std::move(lock));
  return seed;
}

absl::Status MakeUnlessThere(Session& session, const LoadedStack& stack, const SeedOptions& options,
                             const std::string& tree, const std::string& key,
                             const std::vector<SeedInput>& inputs) {
  ASSIGN_OR_RETURN(const std::string path, SeedLockPath(session.store(), tree));
  absl::StatusOr<FileLock> lock = FileLock::TryAcquire(path);
  if (absl::IsUnavailable(lock.status())) {
    if (options.progress)
      options.progress(absl::StrCat("stack ", stack.name, ": another harness makes its seed"));
    lock = FileLock::Acquire(path);
  }
  RETURN_IF_ERROR(lock.status());
  // Another process may have made it while this one waited.
  const absl::Status there = ReadSeed(session.store(), tree, key).status();
  if (there.ok()) return there;
  if (absl::IsDataLoss(there)) {
    if (options.progress) options.progress(absl::StrCat(there.message(), "; it is made anew"));
    RETURN_IF_ERROR(session.store().Remove(TreeKind::kSeed, tree));
  }
  return SeedMaker(session, stack, options).Make(tree, key, inputs);
}

}  // namespace

absl::StatusOr<Seed> EnsureSeed(Session& session, const LoadedStack& stack,
                                const SeedOptions& options) {
  const std::string machine = RootfsName(HostPackages(MachinePackages(stack.stack)));
  ASSIGN_OR_RETURN(const std::vector<SeedInput> inputs,
                   SeedInputs(stack.stack, stack.file, machine));
  const std::string key = SeedKey(inputs);
  const std::string tree = SeedTree(stack.name, key);
  absl::StatusOr<Seed> seed = HoldSeed(session.store(), tree, key);
  if (!absl::IsNotFound(seed.status()) && !absl::IsDataLoss(seed.status())) return seed;
  RETURN_IF_ERROR(MakeUnlessThere(session, stack, options, tree, key, inputs));
  seed = HoldSeed(session.store(), tree, key);
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

RuncHostOptions HostOptionsOf(const Stack& stack, const std::string& id) {
  RuncHostOptions options;
  options.id = id;
  options.host_names.assign(stack.host_names().begin(), stack.host_names().end());
  options.memory_bytes = stack.memory_bytes();
  return options;
}

}  // namespace drill
