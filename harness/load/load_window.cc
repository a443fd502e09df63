#include "harness/load/load_window.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace drill {
namespace {

constexpr char kUnderWay[] = "still under way";
// Of a part of a window whose median is looked at by itself.
constexpr absl::Duration kPartLasts = absl::Seconds(2);
constexpr size_t kPartHolds = 30;

void SetLatencies(std::vector<absl::Duration> latencies, LoadWindow& window) {
  std::sort(latencies.begin(), latencies.end());
  window.set_latency_p50_ms(absl::ToDoubleMilliseconds(Percentile(latencies, 0.5)));
  window.set_latency_p99_ms(absl::ToDoubleMilliseconds(Percentile(latencies, 0.99)));
  window.set_latency_max_ms(absl::ToDoubleMilliseconds(Percentile(latencies, 1)));
}

// `errors`: how many, by their words.
void SetErrors(const std::map<std::string, int64_t>& errors, LoadWindow& window) {
  for (const auto& [what, requests] : errors) {
    LoadError& error = *window.add_errors();
    error.set_what(what);
    error.set_requests(requests);
  }
  std::stable_sort(
      window.mutable_errors()->begin(), window.mutable_errors()->end(),
      [](const LoadError& a, const LoadError& b) { return a.requests() > b.requests(); });
}

}  // namespace

absl::Duration Percentile(const std::vector<absl::Duration>& sorted, double quantile) {
  if (sorted.empty()) return absl::ZeroDuration();
  const auto rank = static_cast<size_t>(std::ceil(quantile * static_cast<double>(sorted.size())));
  return sorted[std::min(std::max<size_t>(rank, 1), sorted.size()) - 1];
}

size_t LoadWindowRecord::Due(Kind kind, absl::Duration at) {
  Request request;
  request.kind = kind;
  request.due = at;
  requests_.push_back(request);
  ++under_way_;
  return requests_.size() - 1;
}

void LoadWindowRecord::Answered(size_t request, absl::Duration latency) {
  requests_[request].answered = true;
  Failed(request, latency, "");
}

void LoadWindowRecord::Failed(size_t request, absl::Duration latency, const std::string& why) {
  requests_[request].latency = latency;
  NeverSent(request, why);
}

void LoadWindowRecord::NeverSent(size_t request, const std::string& why) {
  requests_[request].ended = true;
  requests_[request].why = why;
  --under_way_;
}

int64_t LoadWindowRecord::UnderWay(absl::Duration until) const {
  if (until == absl::InfiniteDuration()) return under_way_;
  return std::count_if(requests_.begin(), requests_.end(), [&](const Request& request) {
    return !request.ended && request.due < until;
  });
}

LoadWindow LoadWindowRecord::Summary(absl::Duration until) const {
  LoadWindow window =
      SummaryOf(name_, [until](const Request& request) { return request.due < until; });
  if (const std::optional<absl::Duration> quietest = QuietestMedian(until); quietest.has_value())
    window.set_latency_quietest_p50_ms(absl::ToDoubleMilliseconds(*quietest));
  const absl::Duration end = std::min(ended_, until);
  if (end != absl::InfiniteDuration())
    window.set_duration_us(absl::ToInt64Microseconds(end - began_));
  return window;
}

LoadWindow LoadWindowRecord::EndedSince(absl::Duration from, absl::Duration until,
                                        const std::string& name) const {
  LoadWindow window = SummaryOf(name, [from](const Request& request) {
    // One that was never sent has ended when it was due.
    const absl::Duration took =
        request.latency == absl::InfiniteDuration() ? absl::ZeroDuration() : request.latency;
    return request.ended && request.due + took >= from;
  });
  window.set_duration_us(absl::ToInt64Microseconds(until - std::max(from, began_)));
  return window;
}

std::optional<absl::Duration> LoadWindowRecord::QuietestMedian(absl::Duration until) const {
  std::optional<absl::Duration> quietest;
  std::vector<absl::Duration> part;
  absl::Duration part_began = began_;
  for (const Request& request : requests_) {
    if (request.due >= until) break;
    if (request.latency != absl::InfiniteDuration()) part.push_back(request.latency);
    if (request.due - part_began < kPartLasts || part.size() < kPartHolds) continue;
    std::sort(part.begin(), part.end());
    const absl::Duration median = Percentile(part, 0.5);
    quietest = quietest.has_value() ? std::min(*quietest, median) : median;
    part.clear();
    part_began = request.due;
  }
  return quietest;
}

LoadWindow LoadWindowRecord::SummaryOf(const std::string& name,
                                       const std::function<bool(const Request&)>& counts) const {
  LoadWindow window;
  window.set_name(name);
  std::vector<absl::Duration> latencies;
  std::map<std::string, int64_t> errors;
  int64_t due = 0, answered = 0;
  for (const Request& request : requests_) {
    if (!counts(request)) continue;
    ++due;
    if (request.answered) ++answered;
    const int64_t counted = request.answered ? 1 : 0;
    if (request.kind == Kind::kWrite) {
      window.set_writes_sent(window.writes_sent() + 1);
      window.set_writes_acknowledged(window.writes_acknowledged() + counted);
    } else {
      window.set_reads_sent(window.reads_sent() + 1);
      window.set_reads_answered(window.reads_answered() + counted);
    }
    if (!request.answered) ++errors[request.ended ? request.why : kUnderWay];
    if (request.latency != absl::InfiniteDuration()) latencies.push_back(request.latency);
  }
  window.set_error_rate(due == 0 ? 0
                                 : static_cast<double>(due - answered) / static_cast<double>(due));
  SetLatencies(std::move(latencies), window);
  SetErrors(errors, window);
  return window;
}

}  // namespace drill
