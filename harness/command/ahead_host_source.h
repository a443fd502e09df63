// A drill's machine that begins to boot before its drill does.
#ifndef HARNESS_COMMAND_AHEAD_HOST_SOURCE_H_
#define HARNESS_COMMAND_AHEAD_HOST_SOURCE_H_

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/drill/host_source.h"

namespace drill {

class AheadHostSource : public HostSource {
 public:
  // Begins at once, in a thread, to boot what `order` asks `source` for. What the order points to
  // must outlive this.
  AheadHostSource(std::shared_ptr<HostSource> source, HostOrder order);
  // Waits for the boot to end. A machine that no drill has taken is removed.
  ~AheadHostSource() override;
  AheadHostSource(const AheadHostSource&) = delete;
  AheadHostSource& operator=(const AheadHostSource&) = delete;

  // Waits for the machine that was ordered. InvalidArgument where the drill orders another one.
  absl::StatusOr<std::unique_ptr<DrillHost>> Boot(const HostOrder& order) override;
  HostTrees Trees() const override { return source_->Trees(); }
  std::vector<std::string> ChangesBelow() const override { return source_->ChangesBelow(); }
  absl::Status Keep(const KeptHost& host) override { return source_->Keep(host); }

 private:
  const std::shared_ptr<HostSource> source_;
  const HostOrder order_;
  // Written by the thread, read once it has been joined.
  absl::StatusOr<std::unique_ptr<DrillHost>> host_;
  std::thread boot_;
};

}  // namespace drill

#endif  // HARNESS_COMMAND_AHEAD_HOST_SOURCE_H_
