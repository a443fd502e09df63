#include "harness/drill/stay_watch.h"

#include <algorithm>

#include "absl/status/statusor.h"
#include "harness/base/clock.h"
#include "harness/drill/container_lives.h"
#include "harness/drill/container_memory.h"
#include "harness/host/engine_api.h"

namespace drill {

StayWatch::StayWatch(const DrillHost* host, const std::vector<std::string>& projects,
                     const StayWatchOptions& options)
    : host_(host), options_(options), began_(RealClock().Monotonic()) {
  const absl::StatusOr<std::vector<ContainerLife>> lives =
      ReadContainerLives(*host_, options_.engine_limit);
  {
    absl::MutexLock lock(&mutex_);
    stay_.mutable_projects()->Assign(projects.begin(), projects.end());
    if (lives.ok()) {
      stay_.mutable_containers()->Assign(lives->begin(), lives->end());
    } else {
      stay_.set_not_read(std::string(lives.status().message()));
    }
  }
  thread_ = std::thread([this] { Sample(); });
}

StayWatch::~StayWatch() { End(); }

void StayWatch::End() {
  if (!ended_.HasBeenNotified()) ended_.Notify();
  if (thread_.joinable()) thread_.join();
}

Stay StayWatch::SoFar() const {
  absl::MutexLock lock(&mutex_);
  Stay stay = stay_;
  for (const auto& entry : memory_) *stay.add_memory() = entry.second;
  return stay;
}

void StayWatch::Sample() {
  absl::Duration due = RealClock().Monotonic();
  while (!ended_.HasBeenNotified()) {
    TakeSample();
    // Where the engine is slow, samples come later; they are not made up for.
    due = std::max(due + options_.interval, RealClock().Monotonic());
    ended_.WaitForNotificationWithTimeout(due - RealClock().Monotonic());
  }
}

void StayWatch::TakeSample() {
  const absl::StatusOr<std::vector<ContainerMemory>> memory =
      ReadContainerMemory(EngineOf(*host_, options_.engine_limit));
  if (!memory.ok()) return;
  const int64_t at = absl::ToInt64Microseconds(RealClock().Monotonic() - began_);
  absl::MutexLock lock(&mutex_);
  for (const ContainerMemory& one : *memory) {
    MemorySeries& series = memory_[one.id];
    series.set_container_id(one.id);
    series.set_name(one.name);
    MemorySample& sample = *series.add_samples();
    sample.set_at_us(at);
    sample.set_anonymous_bytes(one.anonymous_bytes);
  }
}

}  // namespace drill
