#include "harness/seed/prepared_machine.h"

#include <future>
#include <mutex>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/file.h"
#include "harness/base/mask.h"
#include "harness/base/status_macros.h"
#include "harness/host/secret_files.h"
#include "harness/seed/engine_images.h"
#include "harness/seed/failed_machine.h"
#include "harness/seed/image_tree.h"
#include "harness/seed/lay_tree.h"
#include "harness/seed/machine_work.h"
#include "harness/seed/rootfs.h"
#include "harness/seed/seed_builder.h"
#include "harness/seed/seed_key.h"
#include "harness/seed/stack_state.h"
#include "harness/seed/system_senses.h"

namespace drill {
namespace {

absl::Status LayHostTrees(const LoadedStack& stack, const std::string& root) {
  for (const std::string& tree : HostTreePaths(stack.stack, stack.directory))
    RETURN_IF_ERROR(LayTree(tree, root, "/"));
  return absl::OkStatus();
}

// Images that can be used by stacks of other forms are kept for so many of them.
constexpr int kImageLayersKept = 6;

MachineWork::Options WorkOptions(const PrepareOptions& options, const std::string& directory) {
  MachineWork::Options work;
  work.progress = options.progress;
  work.log_directory = directory;
  work.stop = options.stop;
  return work;
}

// Ends the machine; `why` with whatever stood in the way of that.
absl::Status Removed(RuncHost& host, const absl::Status& why) {
  const absl::StatusOr<std::vector<std::string>> left = host.Destroy();
  if (left.ok() && left->empty()) return why;
  const std::string rest =
      left.ok() ? absl::StrJoin(*left, ", ") : std::string(left.status().message());
  const std::string not_whole = absl::StrCat("the machine was not removed whole: ", rest);
  if (why.ok()) return absl::InternalError(not_whole);
  return absl::Status(why.code(), absl::StrCat(why.message(), "\nand ", not_whole));
}

// What somebody who has to mend the stack wants to see, while the machine is there. A stop and a
// failure of the machine itself leave nothing to look at.
absl::Status Explained(Session& session, const LoadedStack& stack, RuncHost& host,
                       const absl::Status& why, const Masker& masker) {
  if (!absl::IsInvalidArgument(why)) return why;
  std::string text(why.message());
  const std::string containers = DescribeContainers(host, stack.stack.operator_directory());
  if (!containers.empty()) absl::StrAppend(&text, "\n\n", masker.Mask(containers));
  const absl::Status kept = KeepFailedMachine(session.store(), host.id(), stack.name, text);
  if (kept.ok()) {
    absl::StrAppend(&text, "\nLook at the machine as it failed: tools/drill shell ",
                    stack.directory, " --at prepare");
  }
  return absl::InvalidArgumentError(text);
}

// A machine booted from a clone of `tree`; nothing is left of one that does not boot.
absl::StatusOr<std::unique_ptr<RuncHost>> BootClone(Session& session, const LoadedStack& stack,
                                                    TreeKind kind, const std::string& tree,
                                                    const std::string& id, bool with_host_trees,
                                                    const StopToken* stop) {
  Store& store = session.store();
  ASSIGN_OR_RETURN(const std::string root, store.Clone(kind, tree, id));
  const absl::Status laid = with_host_trees ? LayHostTrees(stack, root) : absl::OkStatus();
  RuncHostOptions options = HostOptionsOf(stack.stack, id);
  options.stop = stop;
  absl::StatusOr<std::unique_ptr<RuncHost>> host =
      laid.ok() ? RuncHost::Boot(session, options) : laid;
  if (!host.ok()) store.Remove(TreeKind::kClone, id).IgnoreError();
  return host;
}

// Puts the machine to rest and keeps what its engine holds.
absl::Status KeepImages(Session& session, RuncHost& host, const std::string& rootfs,
                        const EngineContent& content) {
  if (content.images.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(host.PowerOff());
  return KeepImageLayer(session.store(), host.id(), rootfs, content.images, content.others);
}

EngineContent ContentOf(const ImagesManifest& manifest) {
  return {{manifest.images().begin(), manifest.images().end()},
          {manifest.others().begin(), manifest.others().end()}};
}

absl::StatusOr<ImageLayer> MakeImages(Session& session, const LoadedStack& stack,
                                      const MachineParts& parts, ImageWork images,
                                      const PrepareOptions& options) {
  const std::string logs = absl::StrCat(options.log_directory, "/images");
  RETURN_IF_ERROR(MakeDirectories(logs));
  const std::optional<ImageLayer> nearest =
      HoldNearestImageLayer(session.store(), parts.rootfs, images.wanted);
  if (nearest) images.present = ContentOf(nearest->manifest);
  ASSIGN_OR_RETURN(std::unique_ptr<RuncHost> host,
                   BootClone(session, stack, nearest ? TreeKind::kImages : TreeKind::kRootfs,
                             nearest ? nearest->tree : parts.rootfs,
                             session.NewId(absl::StrCat("images-", stack.name)),
                             /*with_host_trees=*/false, options.stop));
  // The machine holds no files of the stack yet, and so no secrets that can be known.
  const Masker masker;
  MachineWork::Options work_options = WorkOptions(options, logs);
  work_options.masker = &masker;
  MachineWork work(host.get(), work_options);
  EngineContent content;
  absl::Status status = MakeEngineImages(stack, images, work, &content);
  // After a stop, nothing is explained or kept: a person waits for the end.
  if (!absl::IsCancelled(status)) {
    status = Explained(session, stack, *host, status, masker);
    const absl::Status kept = KeepImages(session, *host, parts.rootfs, content);
    if (status.ok()) status = kept;
  }
  RETURN_IF_ERROR(Removed(*host, status));
  RETURN_IF_ERROR(RemoveOldImageLayers(session.store(), kImageLayersKept));
  return HoldImageLayer(session.store(), parts.rootfs, images.wanted);
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

absl::StatusOr<MachineParts> EnsureMachineParts(Session& session, const LoadedStack& stack,
                                                const PrepareOptions& options) {
  std::mutex mutex;
  const auto say = [&](absl::string_view line) {
    const std::lock_guard<std::mutex> lock(mutex);
    if (options.progress) options.progress(line);
  };
  ImageTreeOptions trees;
  trees.cache_directory = session.store().cache_directory();
  trees.stack_directory = stack.directory;
  trees.progress = say;
  trees.stop = options.stop;
  // Both in parallel: one waits for the network while the other computes.
  auto rootfs = std::async(std::launch::async, [&] {
    return EnsureRootfs(session, MachinePackages(stack.stack), say, options.stop);
  });
  absl::StatusOr<std::map<std::string, std::string>> tarballs =
      PrepareImageTrees(stack.stack, trees);
  absl::StatusOr<std::string> machine = rootfs.get();
  RETURN_IF_ERROR(tarballs.status());
  RETURN_IF_ERROR(machine.status());
  return MachineParts{*std::move(machine), *std::move(tarballs)};
}

absl::StatusOr<ImageLayer> EnsureImages(Session& session, const LoadedStack& stack,
                                        const MachineParts& parts, const PrepareOptions& options) {
  ImageWork images;
  ASSIGN_OR_RETURN(images.wanted, ImageInputs(stack.stack, stack.directory));
  absl::StatusOr<ImageLayer> layer = HoldImageLayer(session.store(), parts.rootfs, images.wanted);
  if (layer.ok()) return layer;
  images.tarballs = parts.tarballs;
  return MakeImages(session, stack, parts, std::move(images), options);
}

absl::StatusOr<PreparedMachine> MakePreparedMachine(Session& session, const LoadedStack& stack,
                                                    const ImageLayer& images, const std::string& id,
                                                    const PrepareOptions& options) {
  RETURN_IF_ERROR(MakeDirectories(options.log_directory));
  ASSIGN_OR_RETURN(std::unique_ptr<RuncHost> host,
                   BootClone(session, stack, TreeKind::kImages, images.tree, id,
                             /*with_host_trees=*/true, options.stop));
  Masker masker;
  SecretFiles secrets(
      host.get(), {stack.stack.secret_files().begin(), stack.stack.secret_files().end()}, &masker);
  MachineWork::Options work_options = WorkOptions(options, options.log_directory);
  work_options.masker = &masker;
  // Read the secret files again after each command, since a later step may create one.
  work_options.learn_secrets = [&secrets] { secrets.Learn().IgnoreError(); };
  MachineWork work(host.get(), work_options);
  absl::StatusOr<SeedManifest> manifest =
      PrepareMachine(stack, SystemSenses(host.get(), &stack.stack, options.stop), work);
  if (!manifest.ok())
    return Removed(*host, Explained(session, stack, *host, manifest.status(), masker));
  return PreparedMachine{std::move(host), *std::move(manifest)};
}

}  // namespace drill
