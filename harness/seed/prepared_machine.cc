#include "harness/seed/prepared_machine.h"

#include <future>
#include <mutex>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/host/rootfs.h"
#include "harness/seed/lay_tree.h"
#include "harness/seed/machine_work.h"
#include "harness/seed/seed_builder.h"
#include "harness/seed/seed_key.h"
#include "harness/seed/system_senses.h"
#include "harness/stack/image_tree.h"

namespace drill {
namespace {

absl::Status LayHostTrees(const LoadedStack& stack, const std::string& root) {
  for (const std::string& tree : HostTreePaths(stack.stack, stack.directory))
    RETURN_IF_ERROR(LayTree(tree, root, "/"));
  return absl::OkStatus();
}

// The first failure, and whatever stood in the way of removing the machine.
absl::Status Removed(RuncHost& host, const absl::Status& why) {
  const absl::StatusOr<std::vector<std::string>> left = host.Destroy();
  if (left.ok() && left->empty()) return why;
  const std::string rest =
      left.ok() ? absl::StrJoin(*left, ", ") : std::string(left.status().message());
  return absl::Status(
      why.code(), absl::StrCat(why.message(), "\nand the machine was not removed whole: ", rest));
}

}  // namespace

std::vector<std::string> MachinePackages(const Stack& stack) {
  return {stack.host_packages().begin(), stack.host_packages().end()};
}

RuncHostOptions HostOptionsOf(const Stack& stack, const std::string& id) {
  RuncHostOptions options;
  options.id = id;
  options.host_names.assign(stack.host_names().begin(), stack.host_names().end());
  options.memory_bytes = stack.memory_bytes();
  return options;
}

absl::StatusOr<MachineParts> EnsureMachineParts(Session& session, const Stack& stack,
                                                const PrepareOptions& options) {
  std::mutex mutex;
  const auto say = [&](absl::string_view line) {
    const std::lock_guard<std::mutex> lock(mutex);
    if (options.progress) options.progress(line);
  };
  ImageTreeOptions trees;
  trees.cache_directory = session.store().cache_directory();
  trees.progress = say;
  trees.stop = options.stop;
  // The one waits for the network while the other computes.
  auto rootfs = std::async(std::launch::async,
                           [&] { return EnsureRootfs(session, MachinePackages(stack), say); });
  absl::StatusOr<std::map<std::string, std::string>> tarballs = PrepareImageTrees(stack, trees);
  absl::StatusOr<std::string> machine = rootfs.get();
  RETURN_IF_ERROR(tarballs.status());
  RETURN_IF_ERROR(machine.status());
  return MachineParts{*std::move(machine), *std::move(tarballs)};
}

absl::StatusOr<PreparedMachine> MakePreparedMachine(Session& session, const LoadedStack& stack,
                                                    const MachineParts& parts,
                                                    const std::string& id,
                                                    const PrepareOptions& options) {
  RETURN_IF_ERROR(MakeDirectories(options.log_directory));
  Store& store = session.store();
  ASSIGN_OR_RETURN(const std::string root, store.Clone(TreeKind::kRootfs, parts.rootfs, id));
  absl::Status laid = LayHostTrees(stack, root);
  absl::StatusOr<std::unique_ptr<RuncHost>> host =
      laid.ok() ? RuncHost::Boot(session, HostOptionsOf(stack.stack, id)) : laid;
  if (!host.ok()) {
    store.Remove(TreeKind::kClone, id).IgnoreError();
    return host.status();
  }
  MachineWork::Options work_options;
  work_options.progress = options.progress;
  work_options.log_directory = options.log_directory;
  work_options.stop = options.stop;
  MachineWork work(host->get(), work_options);
  absl::StatusOr<SeedManifest> manifest =
      PrepareMachine(stack.stack, stack.directory, parts.tarballs,
                     SystemSenses(host->get(), &stack.stack, options.stop), work);
  if (!manifest.ok()) return Removed(**host, manifest.status());
  return PreparedMachine{*std::move(host), *std::move(manifest)};
}

}  // namespace drill
