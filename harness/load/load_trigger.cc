#include "harness/load/load_trigger.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_format.h"
#include "harness/base/proto_duration.h"
#include "harness/journal/served.h"
#include "harness/load/service_level.h"

namespace drill {
namespace {

constexpr int64_t kFewest = 20;
constexpr absl::Duration kSlowerLasting = absl::Seconds(60);

int64_t Requests(const LoadWindow& window) { return window.writes_sent() + window.reads_sent(); }

// Why the window shows nothing yet; empty: it can.
std::string TooEarly(const LoadWindow& lately, absl::Duration watched) {
  const absl::Duration seen = absl::Microseconds(lately.duration_us());
  // What is a millisecond short was asked for a little earlier than it was answered.
  if (seen + absl::Milliseconds(1) < watched)
    return absl::StrFormat("the load was watched for %.1f of %.1f s", absl::ToDoubleSeconds(seen),
                           absl::ToDoubleSeconds(watched));
  if (Requests(lately) < kFewest)
    return absl::StrFormat("%d requests are too few to tell, it takes %d", Requests(lately),
                           kFewest);
  return "";
}

}  // namespace

absl::Duration WatchedFor(const Trigger& trigger, double shortened) {
  if (trigger.has_errors()) return FromProto(trigger.errors().lasting()) / shortened;
  if (trigger.has_slower())
    return DurationOr(trigger.slower().lasting(), kSlowerLasting) / shortened;
  return absl::ZeroDuration();
}

TriggerSight SeeErrors(const ErrorRate& limit, absl::Duration watched,
                       const std::vector<LoadWindow>& windows) {
  const LoadWindow* const lately = FindWindow(windows, "lately");
  if (lately == nullptr) return {false, "there is no load"};
  if (std::string why = TooEarly(*lately, watched); !why.empty()) return {false, std::move(why)};
  const double percent = 100 * lately->error_rate();
  return {percent > limit.above_percent(),
          absl::StrFormat("%.1f %% of %d requests failed in %.1f s", percent, Requests(*lately),
                          absl::ToDoubleSeconds(watched))};
}

TriggerSight SeeSlower(const SlowerThanBefore& limit, absl::Duration watched,
                       const std::vector<LoadWindow>& windows) {
  const LoadWindow* const lately = FindWindow(windows, "lately");
  const LoadWindow* const before = FindWindow(windows, "before");
  if (lately == nullptr || before == nullptr || Requests(*before) < kFewest)
    return {false, "there is no load to compare with"};
  if (std::string why = TooEarly(*lately, watched); !why.empty()) return {false, std::move(why)};
  const double then = before->latency_p50_ms(), now = lately->latency_p50_ms();
  const bool seen = now > std::max(then * (1 + limit.by_percent() / 100), then + kNoticedMs);
  return {seen, absl::StrFormat("a median latency of %.1f ms in %.1f s, before the fault %.1f ms",
                                now, absl::ToDoubleSeconds(watched), then)};
}

}  // namespace drill
