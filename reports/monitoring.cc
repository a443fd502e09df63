#include "reports/monitoring.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/plural.h"
#include "reports/text.h"

namespace drill {
namespace {

constexpr size_t kSeen = 200;

std::string LoadLine(const LoadWindow& window) {
  const int64_t sent = window.writes_sent() + window.reads_sent();
  if (sent == 0) return "no request was sent";
  return absl::StrCat(Percentage(window.error_rate()), " of ", Counted(sent, "request"),
                      " failed, latency p50 ", HumanTime(window.latency_p50_ms()), ", p99 ",
                      HumanTime(window.latency_p99_ms()));
}

}  // namespace

std::vector<std::string> MonitoringLines(const MonitoringSight& sight) {
  std::vector<std::string> red, not_seen, green;
  for (const ProofLook& look : sight.looks()) {
    if (look.not_seen())
      not_seen.push_back(ShortLine(look.seen(), kSeen));
    else if (look.green())
      green.push_back(look.probe());
    else
      red.push_back(ShortLine(look.seen(), kSeen));
  }
  std::vector<std::string> lines = {absl::StrCat(red.size(), " of ",
                                                 Counted(sight.looks_size(), "probe"),
                                                 red.size() == 1 ? " is red" : " are red")};
  lines.insert(lines.end(), red.begin(), red.end());
  for (const std::string& seen : not_seen)
    lines.push_back(absl::StrCat("could not be looked at: ", seen));
  if (!green.empty()) lines.push_back(absl::StrCat("green: ", absl::StrJoin(green, ", ")));
  for (const LoadWindow& window : sight.load())
    lines.push_back(absl::StrCat("users, ",
                                 window.name() == "before" ? "before the fault" : window.name(),
                                 ": ", LoadLine(window)));
  return lines;
}

}  // namespace drill
