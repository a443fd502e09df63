#include "harness/verify/load_check.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/journal/load_errors.h"

namespace drill {
namespace {

// One request of twenty: a connection that was pooled before the rollback may still break once.
constexpr double kTolerated = 0.05;
// Fewer are no service that a recovery could be measured by.
constexpr double kServed = 0.5;

// The requests of one kind in one window.
struct Served {
  int64_t sent = 0;
  int64_t answered = 0;

  // Of those that were sent; there must be some.
  double share() const { return static_cast<double>(answered) / static_cast<double>(sent); }
};

std::string ToText(const Served& served, const std::string& kind) {
  return absl::StrCat(served.answered, " of ", served.sent, " ", kind);
}

// "; not answered: status 504 (7), no answer in time (2)".
std::string Errors(const LoadWindow& window) {
  if (window.errors().empty()) return "";
  return absl::StrCat("; not answered: ", absl::StrJoin(LoadErrorLines(window), ", "));
}

const LoadWindow* Find(const std::vector<LoadWindow>& windows, const std::string& name) {
  const auto found =
      std::find_if(windows.begin(), windows.end(),
                   [&name](const LoadWindow& window) { return window.name() == name; });
  return found == windows.end() ? nullptr : &*found;
}

}  // namespace

std::optional<CheckResult> CheckLoad(const std::vector<LoadWindow>& windows) {
  const LoadWindow* const before = Find(windows, "before");
  const LoadWindow* const after = Find(windows, "after");
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
  compare("writes", {before->writes_sent(), before->writes_acknowledged()},
          {after->writes_sent(), after->writes_acknowledged()});
  compare("reads", {before->reads_sent(), before->reads_answered()},
          {after->reads_sent(), after->reads_answered()});
  if (actual.empty()) {
    check.set_passed(false);
    check.set_skipped(true);
    check.set_expected("no request was due both before the fault and after the recovery");
    return check;
  }
  check.set_expected(
      absl::StrCat("answered as before the fault, when it was ", absl::StrJoin(expected, ", ")));
  check.set_actual(absl::StrCat(absl::StrJoin(actual, ", "), Errors(*after)));
  return check;
}

std::string UnservedBefore(const std::vector<LoadWindow>& windows) {
  const LoadWindow* const before = Find(windows, "before");
  if (before == nullptr) return "";
  for (const auto& [kind, field, served] :
       {std::tuple{"writes", "writes_per_second",
                   Served{before->writes_sent(), before->writes_acknowledged()}},
        std::tuple{"reads", "reads_per_second",
                   Served{before->reads_sent(), before->reads_answered()}}}) {
    if (served.sent == 0 || served.share() >= kServed) continue;
    return absl::StrCat("only ", ToText(served, kind), " were answered before anything was broken",
                        Errors(*before),
                        "; where that is too much for the system, the scenario can ask for less: "
                        "load { ",
                        field, ": 2 }");
  }
  return "";
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
