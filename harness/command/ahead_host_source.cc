#include "harness/command/ahead_host_source.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace drill {

AheadHostSource::AheadHostSource(std::shared_ptr<HostSource> source, HostOrder order)
    : source_(std::move(source)),
      order_(std::move(order)),
      host_(absl::UnknownError("it has not booted yet")),
      boot_([this] { host_ = source_->Boot(order_); }) {}

AheadHostSource::~AheadHostSource() {
  if (boot_.joinable()) boot_.join();
  // What cannot be removed here is left to the session's reaper.
  if (host_.ok() && *host_ != nullptr) (*host_)->Destroy().status().IgnoreError();
}

absl::StatusOr<std::unique_ptr<DrillHost>> AheadHostSource::Boot(const HostOrder& order) {
  if (order.id != order_.id) {
    return absl::InvalidArgumentError(
        absl::StrCat("the machine that was booted ahead is ", order_.id, ", not ", order.id));
  }
  if (boot_.joinable()) boot_.join();
  return std::move(host_);
}

}  // namespace drill
