#include "harness/base/numbered_work.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>
#include <vector>

namespace drill {

void DoNumberedWork(int total, int jobs, const StopToken& stop,
                    const std::function<void(int, const ClaimNext&)>& work) {
  std::atomic<int> next{0};
  const auto take = [&]() -> std::optional<int> {
    const int number = next++;
    if (number >= total) return std::nullopt;
    return number;
  };
  std::vector<std::thread> workers;
  for (int i = 0; i < std::min(jobs, total); ++i) {
    workers.emplace_back([&] {
      std::optional<int> number;
      while (!stop.stopped() && (number || (number = take()))) {
        std::optional<std::optional<int>> claimed;
        work(*number, [&] {
          if (!claimed) claimed = take();
          return *claimed;
        });
        number = claimed.value_or(std::nullopt);
        // Whoever claimed in vain has nothing left to do.
        if (claimed && !number) return;
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
}

}  // namespace drill
