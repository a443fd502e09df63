// One flag that says "stop": set by Ctrl-C or a deadline's owner, read by every loop that waits.
#ifndef HARNESS_BASE_STOP_TOKEN_H_
#define HARNESS_BASE_STOP_TOKEN_H_

#include <atomic>

namespace drill {

// Thread-safe; RequestStop() may be called in a signal handler.
class StopToken {
 public:
  void RequestStop() { stopped_.store(true, std::memory_order_relaxed); }
  bool stopped() const { return stopped_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> stopped_{false};
  static_assert(std::atomic<bool>::is_always_lock_free, "set in a signal handler");
};

}  // namespace drill

#endif  // HARNESS_BASE_STOP_TOKEN_H_
