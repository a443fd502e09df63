#include "harness/drill/order_host.h"

#include <cstdint>

#include "absl/strings/str_cat.h"

namespace drill {

std::string OverlayOf(const PreparedDrill& drill) {
  const std::string& overlay = drill.scenario().overlay();
  return overlay.empty() ? "" : absl::StrCat(drill.loaded.scenario.directory, "/", overlay);
}

HostOrder OrderHost(const PreparedDrill& drill, const std::string& id, bool keep,
                    const StopToken* stop) {
  HostOrder order;
  order.id = id;
  order.stack = &drill.stack();
  order.overlay = OverlayOf(drill);
  for (const Disk& disk : drill.scenario().disks())
    order.disks.push_back({disk.path(), int64_t{disk.size_mib()} << 20, disk.inodes()});
  order.outlives_harness = keep;
  order.stop = stop;
  return order;
}

}  // namespace drill
