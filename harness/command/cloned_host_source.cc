#include "harness/command/cloned_host_source.h"

#include "harness/base/status_macros.h"
#include "harness/host/runc_host.h"
#include "harness/seed/lay_tree.h"

namespace drill {

absl::StatusOr<std::unique_ptr<DrillHost>> ClonedHostSource::Boot(const HostOrder& order) {
  machine_ = ReadMachineState(session_.store().cache_directory());
  ASSIGN_OR_RETURN(tree_, CloneSeed(session_, seed_, order.id));
  if (!order.overlay.empty()) RETURN_IF_ERROR(LayTree(order.overlay, tree_, "/"));
  RuncHostOptions options = HostOptionsOf(*order.stack, order.id);
  options.outlives_harness = order.outlives_harness;
  options.stop = order.stop;
  options.disks = order.disks;
  return RuncHost::Boot(session_, options);
}

HostTrees ClonedHostSource::Trees() const {
  return {session_.store().PathOf(TreeKind::kSeed, seed_.tree), tree_};
}

std::vector<std::string> ClonedHostSource::ChangesBelow() const {
  return CompareMachineStates(machine_, ReadMachineState(session_.store().cache_directory()));
}

absl::Status ClonedHostSource::Keep(const KeptHost& host) {
  return KeepHost(session_.store().cache_directory(), host);
}

}  // namespace drill
