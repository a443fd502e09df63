#include "harness/probe/green_run.h"

#include <algorithm>
#include <utility>

namespace drill {
namespace {

constexpr absl::Duration kMaxInterval = absl::Milliseconds(20);
// Longest rest of a probe after a look that took as long or longer.
constexpr absl::Duration kLongestRest = absl::Milliseconds(250);
// How long a run that has begun in time may take to its end, at most.
constexpr absl::Duration kLongestEnd = absl::Seconds(30);
// How often a waiter looks at the clock and the stop token.
constexpr absl::Duration kTick = absl::Milliseconds(2);

bool ReadsAll(const Probe& probe) {
  return probe.has_seeded_rows() || probe.has_amcheck() || probe.has_backup();
}

Observation NotLooked(const Probe& probe, const std::string& why) {
  Observation observation;
  observation.probe = probe.name();
  observation.seen = why;
  return observation;
}

}  // namespace

absl::Duration RestAfter(absl::Duration took, absl::Duration interval) {
  const absl::Duration left = interval - took;
  return std::max(left, std::min(took, kLongestRest));
}

GreenRun::GreenRun(ProbeRunner* runner, DrillHost* host, std::vector<Probe> probes,
                   const GreenRunOptions& options)
    : runner_(runner),
      probes_(std::move(probes)),
      options_(options),
      counter_(static_cast<int>(probes_.size()), options.consecutive) {
  for (size_t i = 0; i < probes_.size(); ++i) {
    absl::MutexLock lock(&mutex_);
    counter_.Add(static_cast<int>(i), NotLooked(probes_[i], "not looked at yet"));
    if (ReadsAll(probes_[i])) counter_.AskOnce(static_cast<int>(i));
  }
  for (size_t i = 0; i < probes_.size(); ++i) {
    threads_.emplace_back([this, host, i] {
      const absl::Status status = host->InNetwork([this, i] { return Watch(static_cast<int>(i)); });
      absl::MutexLock lock(&mutex_);
      if (status_.ok()) status_ = status;
    });
  }
}

GreenRun::~GreenRun() {
  ending_ = true;
  for (std::thread& thread : threads_) thread.join();
}

absl::Status GreenRun::Watch(int index) {
  const absl::Duration interval = std::min(options_.interval, kMaxInterval);
  while (!ending_) {
    if (!MayLook(index)) {
      options_.clock->Sleep(kTick);
      continue;
    }
    const absl::Duration began = options_.clock->Monotonic();
    const Observation observation = runner_->Run(probes_[index]);
    {
      absl::MutexLock lock(&mutex_);
      counter_.Add(index, observation);
      if (observation.colour == Observation::Colour::kRed)
        last_red_ = std::max(last_red_.value_or(observation.ended), observation.ended);
    }
    options_.clock->Sleep(RestAfter(options_.clock->Monotonic() - began, interval));
  }
  return absl::OkStatus();
}

bool GreenRun::MayLook(int index) {
  if (!ReadsAll(probes_[index])) return true;
  absl::MutexLock lock(&mutex_);
  for (size_t i = 0; i < probes_.size(); ++i) {
    if (ReadsAll(probes_[i]) || counter_.green(static_cast<int>(i))) continue;
    counter_.Add(index, NotLooked(probes_[index], "rests while another probe is not green"));
    return false;
  }
  return !counter_.enough(index);
}

void GreenRun::CountFrom(absl::Duration monotonic) {
  absl::MutexLock lock(&mutex_);
  counter_.CountFrom(monotonic);
}

// Whether everything is green, and was so at that instant.
bool GreenRun::BeganBy(absl::Duration instant) const {
  const std::optional<absl::Duration> began = counter_.first_green();
  return began && *began < instant && !options_.until_red;
}

GreenRunResult GreenRun::Wait(absl::Duration timeout, const StopToken* stop) {
  const absl::Duration deadline = options_.clock->Monotonic() + timeout;
  const absl::Duration longest_end = std::min(timeout, kLongestEnd);
  while (true) {
    const bool stopped = stop != nullptr && stop->stopped();
    const absl::Duration now = options_.clock->Monotonic();
    {
      absl::MutexLock lock(&mutex_);
      const bool late = now >= (BeganBy(deadline) ? deadline + longest_end : deadline);
      const bool complete = counter_.complete();
      const bool red = options_.until_red && last_red_.has_value();
      if (complete || red || stopped || late || !status_.ok()) {
        GreenRunResult result;
        result.recovered = complete && status_.ok();
        result.stopped = stopped;
        result.red = last_red_.has_value();
        result.last_red = last_red_;
        if (result.recovered) result.first_green = *counter_.first_green();
        result.consecutive = counter_.consecutive();
        result.last_seen = counter_.last_seen();
        result.status = status_;
        return result;
      }
    }
    options_.clock->Sleep(kTick);
  }
}

GreenRunResult AwaitGreen(ProbeRunner* runner, DrillHost* host, std::vector<Probe> probes,
                          const GreenRunOptions& options, absl::Duration timeout,
                          const StopToken* stop) {
  GreenRun run(runner, host, std::move(probes), options);
  return run.Wait(timeout, stop);
}

}  // namespace drill
