#include "harness/twin/time_again.h"

#include <algorithm>
#include <map>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/base/stoppable_sleep.h"
#include "harness/twin/compare_speed.h"

namespace drill {
namespace {

bool IsOf(const Trait& trait, const std::string& request) {
  return trait.category() == BEHAVIOUR && trait.object() == request;
}

// Of a request that had no answer, `found` has no traits either.
void TakeTraits(const Portrait& again, const std::string& request, Portrait* found) {
  const auto is_known = [&](const Trait& trait) { return IsOf(trait, request); };
  if (std::any_of(found->traits().begin(), found->traits().end(), is_known)) return;
  for (const Trait& trait : again.traits())
    if (IsOf(trait, request)) *found->add_traits() = trait;
}

void TakeOver(const Portrait& again, const std::map<std::string, std::string>& slow,
              Portrait* found) {
  for (const Latency& latency : again.latencies()) {
    if (slow.count(latency.request()) == 0) continue;
    for (Latency& known : *found->mutable_latencies())
      if (known.request() == latency.request()) known = latency;
    TakeTraits(again, latency.request(), found);
  }
}

}  // namespace

absl::StatusOr<std::vector<std::string>> TimeAgain(const std::vector<Portrait>& healthy,
                                                   const LookAtBehaviour& look,
                                                   const TimeAgainOptions& options,
                                                   Portrait* found) {
  const std::map<std::string, std::string> at_first = SlowRequests(healthy, *found);
  std::map<std::string, std::string> slow = at_first;
  std::vector<std::string> told;
  absl::Duration waited;
  for (int i = 0; i < options.looks && !slow.empty(); ++i) {
    SleepUntil(options.clock->Monotonic() + options.pause, *options.clock, options.stop);
    if (options.stop != nullptr && options.stop->stopped()) return absl::CancelledError("stopped");
    waited += options.pause;
    ASSIGN_OR_RETURN(const Portrait again, look());
    TakeOver(again, slow, found);
    const std::map<std::string, std::string> still = SlowRequests(healthy, *found);
    for (const auto& [request, speed] : slow) {
      if (still.count(request) > 0) continue;
      told.push_back(absl::StrCat(request, ": speed was ", at_first.at(request),
                                  ", and as always when it was timed again after ",
                                  absl::FormatDuration(waited)));
    }
    slow = still;
  }
  return told;
}

}  // namespace drill
