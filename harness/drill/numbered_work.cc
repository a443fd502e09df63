#include "harness/drill/numbered_work.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace drill {

void DoNumberedWork(int total, int jobs, const StopToken& stop,
                    const std::function<void(int)>& work) {
  std::atomic<int> next{0};
  std::vector<std::thread> workers;
  for (int i = 0; i < std::min(jobs, total); ++i) {
    workers.emplace_back([&] {
      int number;
      while (!stop.stopped() && (number = next++) < total) work(number);
    });
  }
  for (std::thread& worker : workers) worker.join();
}

}  // namespace drill
