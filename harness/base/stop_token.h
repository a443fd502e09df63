// One flag that says "stop": set by Ctrl-C or a deadline's owner, read by every loop that waits.
#ifndef HARNESS_BASE_STOP_TOKEN_H_
#define HARNESS_BASE_STOP_TOKEN_H_

#include <atomic>

namespace drill {

// Thread-safe; RequestStop() may be called in a signal handler.
class StopToken {
 public:
  // `why` is a text that lives as long as the process. The first reason is kept.
  void RequestStop(const char* why = "stopped by the user") {
    const char* none = nullptr;
    why_.compare_exchange_strong(none, why, std::memory_order_relaxed);
  }
  bool stopped() const { return why() != nullptr; }
  // Null until somebody asked for it.
  const char* why() const { return why_.load(std::memory_order_relaxed); }

 private:
  std::atomic<const char*> why_{nullptr};
  static_assert(std::atomic<const char*>::is_always_lock_free, "set in a signal handler");
};

}  // namespace drill

#endif  // HARNESS_BASE_STOP_TOKEN_H_
