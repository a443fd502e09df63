#include "harness/journal/served.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/journal/load_errors.h"

namespace drill {
namespace {

// Fewer are no service that a recovery could be measured by.
constexpr double kServed = 0.5;

}  // namespace

Served WritesOf(const LoadWindow& window) {
  return {window.writes_sent(), window.writes_acknowledged()};
}

Served ReadsOf(const LoadWindow& window) { return {window.reads_sent(), window.reads_answered()}; }

std::string ToText(const Served& served, const std::string& kind) {
  return absl::StrCat(served.answered, " of ", served.sent, " ", kind);
}

std::string UnansweredText(const LoadWindow& window) {
  if (window.errors().empty()) return "";
  return absl::StrCat("; not answered: ", absl::StrJoin(LoadErrorLines(window), ", "));
}

const LoadWindow* FindWindow(const std::vector<LoadWindow>& windows, const std::string& name) {
  const auto found =
      std::find_if(windows.begin(), windows.end(),
                   [&name](const LoadWindow& window) { return window.name() == name; });
  return found == windows.end() ? nullptr : &*found;
}

double ComparedMedianMs(const LoadWindow& window) {
  return window.has_latency_quietest_p50_ms() ? window.latency_quietest_p50_ms()
                                              : window.latency_p50_ms();
}

std::string UnservedBefore(const std::vector<LoadWindow>& windows) {
  const LoadWindow* const before = FindWindow(windows, "before");
  if (before == nullptr) return "";
  for (const auto& [kind, field, served] :
       {std::tuple{"writes", "writes_per_second", WritesOf(*before)},
        std::tuple{"reads", "reads_per_second", ReadsOf(*before)}}) {
    if (served.sent == 0 || served.share() >= kServed) continue;
    return absl::StrCat("only ", ToText(served, kind), " were answered before anything was broken",
                        UnansweredText(*before),
                        "; where that is too much for the system, the scenario can ask for less: "
                        "load { ",
                        field, ": 2 }");
  }
  return "";
}

}  // namespace drill
