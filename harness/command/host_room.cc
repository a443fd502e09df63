#include "harness/command/host_room.h"

#include <utility>

#include "absl/time/time.h"

namespace drill {
namespace {

// How soon a stop is noticed by whoever waits.
constexpr absl::Duration kNap = absl::Milliseconds(200);

}  // namespace

HostRoom::Share::Share(Share&& other) noexcept
    : room_(std::exchange(other.room_, nullptr)), bytes_(other.bytes_) {}

HostRoom::Share& HostRoom::Share::operator=(Share&& other) noexcept {
  if (this == &other) return *this;
  GiveBack();
  room_ = std::exchange(other.room_, nullptr);
  bytes_ = other.bytes_;
  return *this;
}

void HostRoom::Share::GiveBack() {
  if (room_ == nullptr) return;
  const absl::MutexLock lock(&room_->mutex_);
  room_->taken_ -= bytes_;
  room_ = nullptr;
}

std::optional<HostRoom::Share> HostRoom::Await(int64_t bytes, const StopToken& stop) {
  const absl::MutexLock lock(&mutex_);
  const auto fits = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return Fits(bytes); };
  while (!mutex_.AwaitWithTimeout(absl::Condition(&fits), kNap)) {
    if (stop.stopped()) return std::nullopt;
  }
  taken_ += bytes;
  return Share(this, bytes);
}

std::optional<HostRoom::Share> HostRoom::Try(int64_t bytes) {
  const absl::MutexLock lock(&mutex_);
  if (!Fits(bytes)) return std::nullopt;
  taken_ += bytes;
  return Share(this, bytes);
}

}  // namespace drill
