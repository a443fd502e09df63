#include "harness/load/load_check.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/journal/served.h"

namespace drill {
namespace {

// One request of twenty: a connection that was pooled before the rollback may still break once.
constexpr double kTolerated = 0.05;

}  // namespace

std::optional<CheckResult> CheckLoad(const std::vector<LoadWindow>& windows) {
  const LoadWindow* const before = FindWindow(windows, "before");
  const LoadWindow* const after = FindWindow(windows, "after");
  if (before == nullptr || after == nullptr) return std::nullopt;
  CheckResult check;
  check.set_name("load");
  check.set_passed(true);
  std::vector<std::string> expected, actual;
  const auto compare = [&](const std::string& kind, const Served& then, const Served& now) {
    if (then.sent == 0 || now.sent == 0) return;
    expected.push_back(ToText(then, kind));
    actual.push_back(ToText(now, kind));
    if (now.share() + kTolerated < then.share()) check.set_passed(false);
  };
  compare("writes", WritesOf(*before), WritesOf(*after));
  compare("reads", ReadsOf(*before), ReadsOf(*after));
  if (actual.empty()) {
    check.set_passed(false);
    check.set_skipped(true);
    check.set_expected("no request was due both before the fault and after the recovery");
    return check;
  }
  check.set_expected(
      absl::StrCat("answered as before the fault, when it was ", absl::StrJoin(expected, ", ")));
  check.set_actual(absl::StrCat(absl::StrJoin(actual, ", "), UnansweredText(*after)));
  return check;
}

bool LoadIsUndecided(const std::vector<LoadWindow>& windows, int times) {
  const auto fails = [](const std::vector<LoadWindow>& seen) {
    const std::optional<CheckResult> check = CheckLoad(seen);
    return check.has_value() && !check->passed() && !check->skipped();
  };
  std::vector<LoadWindow> hoped = windows;
  for (LoadWindow& window : hoped) {
    if (window.name() != "after") continue;
    const int64_t writes = (times - 1) * window.writes_sent();
    const int64_t reads = (times - 1) * window.reads_sent();
    window.set_writes_sent(window.writes_sent() + writes);
    window.set_writes_acknowledged(window.writes_acknowledged() + writes);
    window.set_reads_sent(window.reads_sent() + reads);
    window.set_reads_answered(window.reads_answered() + reads);
  }
  return fails(windows) && !fails(hoped);
}

}  // namespace drill
