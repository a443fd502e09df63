#include "harness/probe/green_counter.h"

#include <algorithm>

namespace drill {

GreenCounter::GreenCounter(int probes, int consecutive)
    : consecutive_(std::max(consecutive, 1)), streaks_(probes) {
  for (Streak& streak : streaks_) streak.needed = consecutive_;
}

void GreenCounter::Add(int probe, const Observation& observation) {
  Streak& streak = streaks_[probe];
  streak.last = observation;
  if (!observation.green()) {
    streak.since = std::nullopt;
    streak.greens.clear();
    return;
  }
  if (!streak.since) streak.since = observation.ended;
  streak.greens.push_back(observation.ended);
  // The run is complete with the latest `consecutive_`, or not at all.
  if (streak.greens.size() > static_cast<size_t>(consecutive_)) {
    streak.greens.erase(streak.greens.begin());
  }
}

void GreenCounter::CountFrom(absl::Duration instant) { count_from_ = instant; }

std::optional<absl::Duration> GreenCounter::first_green() const {
  if (streaks_.empty()) return std::nullopt;
  absl::Duration latest = -absl::InfiniteDuration();
  for (const Streak& streak : streaks_) {
    if (!streak.since) return std::nullopt;
    latest = std::max(latest, *streak.since);
  }
  return latest;
}

int GreenCounter::Counted(const Streak& streak) const {
  const std::optional<absl::Duration> begin = first_green();
  if (!begin) return 0;
  const absl::Duration from = std::max(*begin, count_from_);
  return static_cast<int>(std::count_if(streak.greens.begin(), streak.greens.end(),
                                        [from](absl::Duration at) { return at >= from; }));
}

bool GreenCounter::enough(int probe) const {
  return Counted(streaks_[probe]) >= streaks_[probe].needed;
}

int GreenCounter::consecutive() const {
  int fewest = streaks_.empty() ? 0 : consecutive_;
  for (const Streak& streak : streaks_) {
    const int counted = Counted(streak);
    if (counted < streak.needed) fewest = std::min(fewest, counted);
  }
  return fewest;
}

bool GreenCounter::complete() const { return consecutive() >= consecutive_; }

std::vector<std::string> GreenCounter::last_seen() const {
  std::vector<std::string> lines;
  for (const Streak& streak : streaks_) lines.push_back(ToLine(streak.last));
  return lines;
}

}  // namespace drill
