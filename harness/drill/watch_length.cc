#include "harness/drill/watch_length.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace drill {
namespace {

constexpr absl::Duration kAfterFailure = absl::Seconds(5);
// The engine waits a minute at most before it starts a container again; the rest is for the start.
constexpr absl::Duration kLongestBackOff = absl::Minutes(1);
constexpr absl::Duration kOneStart = absl::Seconds(15);

std::string Text(absl::Duration duration) { return absl::FormatDuration(duration); }

}  // namespace

WatchLength WatchAfterProcedure(absl::Duration within) {
  return {within, absl::StrCat("the scenario's recovery.within, ", Text(within))};
}

WatchLength WatchAfterFailure(absl::Duration within) {
  const absl::Duration limit = std::min(within, kAfterFailure);
  return {limit, absl::StrCat("the procedure failed, so that the verdict is known: ", Text(limit),
                              " more, not the whole ", Text(within))};
}

WatchLength WatchWithoutRollback(absl::Duration target, absl::Duration within) {
  const absl::Duration whole = target + within;
  const absl::Duration enough = kLongestBackOff + kOneStart;
  const std::string parts =
      absl::StrCat("the procedure may take ", Text(target), " and the recovery ", Text(within));
  if (whole <= enough) return {whole, absl::StrCat("nothing is rolled back: ", parts)};
  return {enough, absl::StrCat("nothing is rolled back: ", parts,
                               "; the engine's own restarts are at most ", Text(kLongestBackOff),
                               " apart, so that ", Text(enough), " show whether they help")};
}

}  // namespace drill
