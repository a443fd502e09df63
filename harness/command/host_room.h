// How many drill hosts this machine's memory has room for.
#ifndef HARNESS_COMMAND_HOST_ROOM_H_
#define HARNESS_COMMAND_HOST_ROOM_H_

#include <cstdint>
#include <optional>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "harness/base/stop_token.h"

namespace drill {

// Counts what each host may take, not what it takes: a fault may make it take all of it.
// Thread-safe.
class HostRoom {
 public:
  // One host's share of the room, given back when it goes.
  class Share {
   public:
    Share() = default;
    Share(HostRoom* room, int64_t bytes) : room_(room), bytes_(bytes) {}
    Share(Share&& other) noexcept;
    Share& operator=(Share&& other) noexcept;
    ~Share() { GiveBack(); }

   private:
    void GiveBack();

    HostRoom* room_ = nullptr;
    int64_t bytes_ = 0;
  };

  // `bytes`: what all hosts may take together. Shares must not outlive the room.
  explicit HostRoom(int64_t bytes) : bytes_(bytes) {}

  // Waits until so much is free. A host that is larger than the whole room has it when no other is
  // there. Nullopt where `stop` was set meanwhile.
  std::optional<Share> Await(int64_t bytes, const StopToken& stop);
  // Nullopt where so much is not free now.
  std::optional<Share> Try(int64_t bytes);

 private:
  bool Fits(int64_t bytes) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return taken_ == 0 || taken_ + bytes <= bytes_;
  }

  const int64_t bytes_;
  absl::Mutex mutex_;
  int64_t taken_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace drill

#endif  // HARNESS_COMMAND_HOST_ROOM_H_
