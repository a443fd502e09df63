#include "harness/verify/steady_growth.h"

#include <algorithm>

namespace drill {
namespace {

constexpr int64_t kMebibyte = int64_t{1} << 20;
constexpr int64_t kLeastGrowth = 16 * kMebibyte;
constexpr double kLeastPerSecond = kMebibyte;
constexpr int kSamplesForADip = 10;
constexpr double kLargestDip = 0.25;
constexpr double kLargestStep = 0.5;
constexpr double kGoesOn = 0.5;

double Seconds(const MemorySample& sample) { return static_cast<double>(sample.at_us()) / 1e6; }

// By least squares.
double Slope(const MemorySeries& series) {
  const int samples = series.samples_size();
  double mean_at = 0, mean_bytes = 0;
  for (const MemorySample& sample : series.samples()) {
    mean_at += Seconds(sample) / samples;
    mean_bytes += static_cast<double>(sample.anonymous_bytes()) / samples;
  }
  double along = 0, spread = 0;
  for (const MemorySample& sample : series.samples()) {
    const double at = Seconds(sample) - mean_at;
    along += at * (static_cast<double>(sample.anonymous_bytes()) - mean_bytes);
    spread += at * at;
  }
  return spread > 0 ? along / spread : 0;
}

// From sample to sample it hardly ever falls, and does not rise in one go.
bool GrowsAllTheTime(const MemorySeries& series, int64_t gained) {
  const int allowed = std::max(1, series.samples_size() / kSamplesForADip);
  int dips = 0;
  for (int i = 1; i < series.samples_size(); ++i) {
    const int64_t step =
        series.samples(i).anonymous_bytes() - series.samples(i - 1).anonymous_bytes();
    const double share = static_cast<double>(step) / static_cast<double>(gained);
    if (share < -kLargestDip || share > kLargestStep) return false;
    if (step < 0) ++dips;
  }
  return dips <= allowed;
}

// Memory at half of the time, interpolated between the two samples around it.
double Halfway(const MemorySeries& series) {
  const auto& samples = series.samples();
  const double middle = (Seconds(samples[0]) + Seconds(samples[samples.size() - 1])) / 2;
  int after = 1;
  while (after + 1 < samples.size() && Seconds(samples[after]) < middle) ++after;
  const MemorySample &then = samples[after - 1], &next = samples[after];
  const double span = Seconds(next) - Seconds(then);
  const double share = span > 0 ? (middle - Seconds(then)) / span : 0;
  return static_cast<double>(then.anonymous_bytes()) +
         share * static_cast<double>(next.anonymous_bytes() - then.anonymous_bytes());
}

bool GoesOn(const MemorySeries& series) {
  const double halfway = Halfway(series);
  const double first = halfway - static_cast<double>(series.samples(0).anonymous_bytes());
  const double second =
      static_cast<double>(series.samples(series.samples_size() - 1).anonymous_bytes()) - halfway;
  return second >= kGoesOn * first;
}

}  // namespace

Growth JudgeGrowth(const MemorySeries& series) {
  Growth growth;
  if (series.samples_size() < 2) return growth;
  const MemorySample& first = series.samples(0);
  const MemorySample& last = series.samples(series.samples_size() - 1);
  growth.bytes = last.anonymous_bytes() - first.anonymous_bytes();
  growth.seconds = Seconds(last) - Seconds(first);
  growth.bytes_per_second = Slope(series);
  growth.steady = series.samples_size() >= kFewestMemorySamples && growth.bytes >= kLeastGrowth &&
                  growth.bytes_per_second >= kLeastPerSecond &&
                  GrowsAllTheTime(series, growth.bytes) && GoesOn(series);
  return growth;
}

}  // namespace drill
