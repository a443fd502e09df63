#include "harness/load/service_level.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "harness/base/proto_duration.h"
#include "harness/journal/served.h"

namespace drill {
namespace {

// Of fewer requests the 99th percentile is the slowest one.
constexpr int64_t kForPercentile = 100;
constexpr int64_t kForMedian = 30;

int64_t Sent(const LoadWindow& window) { return window.writes_sent() + window.reads_sent(); }

int64_t Failed(const LoadWindow& window) {
  return Sent(window) - window.writes_acknowledged() - window.reads_answered();
}

std::string Percent(double value) { return absl::StrFormat("%.3g %%", value); }
std::string Milliseconds(double value) { return absl::StrFormat("%.3g ms", value); }

CheckResult Check(const std::string& name, const std::string& expected) {
  CheckResult check;
  check.set_name(absl::StrCat("service_level/", name));
  check.set_expected(expected);
  return check;
}

void Undecide(int64_t requests, int64_t needed, CheckResult* check) {
  check->set_passed(false);
  check->set_undecided(true);
  check->set_actual(absl::StrCat(check->actual(), check->actual().empty() ? "" : "; ", requests,
                                 " requests cannot tell that, it takes ", needed));
}

CheckResult CheckErrors(double limit, const LoadWindow& after) {
  CheckResult check = Check("errors", absl::StrCat("at most ", Percent(limit), " of the requests"));
  const int64_t sent = Sent(after), failed = Failed(after);
  // One failure of so many is just within the limit.
  const int64_t needed = limit > 0 ? static_cast<int64_t>(std::ceil(100 / limit)) : 1;
  if (sent > 0) {
    check.set_actual(
        absl::StrCat(failed, " of ", sent, ", ",
                     Percent(100 * static_cast<double>(failed) / static_cast<double>(sent)),
                     UnansweredText(after)));
  }
  // Also if all that a window which is long enough still lacks were answered.
  const bool too_many =
      100 * static_cast<double>(failed) > limit * static_cast<double>(std::max(sent, needed));
  check.set_passed(!too_many);
  if (!too_many && sent < needed) Undecide(sent, needed, &check);
  return check;
}

CheckResult CheckLatency(absl::Duration limit, const LoadWindow& after) {
  CheckResult check = Check("latency_p99", absl::StrCat("at most ", absl::FormatDuration(limit)));
  const int64_t sent = Sent(after);
  if (sent > 0) check.set_actual(Milliseconds(after.latency_p99_ms()));
  check.set_passed(after.latency_p99_ms() <= absl::ToDoubleMilliseconds(limit));
  if (sent < kForPercentile) Undecide(sent, kForPercentile, &check);
  return check;
}

CheckResult CheckSlower(double limit, const LoadWindow& before, const LoadWindow& after) {
  const double then = before.latency_p50_ms(), over_all = after.latency_p50_ms();
  const double now = ComparedMedianMs(after);
  CheckResult check =
      Check("slower", absl::StrCat("a median latency at most ", Percent(limit), " above ",
                                   Milliseconds(then), ", as before the fault"));
  const int64_t fewest = std::min(Sent(before), Sent(after));
  if (after.has_latency_quietest_p50_ms()) {
    check.set_actual(
        absl::StrCat(Milliseconds(now), " at its quietest, ", Milliseconds(over_all), " over all"));
  } else if (Sent(after) > 0) {
    check.set_actual(Milliseconds(over_all));
  }
  check.set_passed(now <= std::max(then * (1 + limit / 100), then + kNoticedMs));
  if (fewest < kForMedian) Undecide(fewest, kForMedian, &check);
  return check;
}

}  // namespace

std::vector<CheckResult> CheckServiceLevel(const ServiceLevel& level,
                                           const std::vector<LoadWindow>& windows) {
  static const LoadWindow* const none = new LoadWindow();
  const LoadWindow* const found_before = FindWindow(windows, "before");
  const LoadWindow* const found_after = FindWindow(windows, "after");
  const LoadWindow& before = found_before == nullptr ? *none : *found_before;
  const LoadWindow& after = found_after == nullptr ? *none : *found_after;
  std::vector<CheckResult> checks;
  if (level.has_errors_percent()) checks.push_back(CheckErrors(level.errors_percent(), after));
  if (level.has_latency_p99())
    checks.push_back(CheckLatency(FromProto(level.latency_p99()), after));
  if (level.has_slower_percent())
    checks.push_back(CheckSlower(level.slower_percent(), before, after));
  return checks;
}

bool ServiceLevelIsUndecided(const ServiceLevel& level, const std::vector<LoadWindow>& windows) {
  const std::vector<CheckResult> checks = CheckServiceLevel(level, windows);
  return std::any_of(checks.begin(), checks.end(),
                     [](const CheckResult& check) { return check.undecided(); });
}

}  // namespace drill
