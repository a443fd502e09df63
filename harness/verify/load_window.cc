#include "harness/verify/load_window.h"

#include <algorithm>
#include <cmath>

namespace drill {

absl::Duration Percentile(const std::vector<absl::Duration>& sorted, double quantile) {
  if (sorted.empty()) return absl::ZeroDuration();
  const auto rank = static_cast<size_t>(std::ceil(quantile * static_cast<double>(sorted.size())));
  return sorted[std::min(std::max<size_t>(rank, 1), sorted.size()) - 1];
}

void WindowCounter::Due(Kind kind) { ++Of(kind).due; }

void WindowCounter::Answered(Kind kind, absl::Duration latency) {
  ++Of(kind).answered;
  latencies_.push_back(latency);
}

void WindowCounter::Failed(absl::Duration latency, const std::string& why) {
  ++errors_[why];
  latencies_.push_back(latency);
}

void WindowCounter::NeverSent(const std::string& why) { ++errors_[why]; }

LoadWindow WindowCounter::Summary() const {
  std::vector<absl::Duration> sorted = latencies_;
  std::sort(sorted.begin(), sorted.end());
  LoadWindow window;
  window.set_name(name_);
  window.set_writes_sent(writes_.due);
  window.set_writes_acknowledged(writes_.answered);
  window.set_reads_sent(reads_.due);
  window.set_reads_answered(reads_.answered);
  const int64_t due = writes_.due + reads_.due;
  const int64_t errors = due - writes_.answered - reads_.answered;
  window.set_error_rate(due == 0 ? 0 : static_cast<double>(errors) / static_cast<double>(due));
  window.set_latency_p50_ms(absl::ToDoubleMilliseconds(Percentile(sorted, 0.5)));
  window.set_latency_p99_ms(absl::ToDoubleMilliseconds(Percentile(sorted, 0.99)));
  window.set_latency_max_ms(absl::ToDoubleMilliseconds(Percentile(sorted, 1)));
  window.set_duration_us(absl::ToInt64Microseconds(ended_ - began_));
  for (const auto& [what, requests] : errors_) {
    LoadError& error = *window.add_errors();
    error.set_what(what);
    error.set_requests(requests);
  }
  std::stable_sort(
      window.mutable_errors()->begin(), window.mutable_errors()->end(),
      [](const LoadError& a, const LoadError& b) { return a.requests() > b.requests(); });
  return window;
}

}  // namespace drill
