#include "harness/probe/rate_probe.h"

#include <memory>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "harness/base/proto_duration.h"
#include "harness/database/sql_database.h"
#include "harness/probe/sql_probe.h"

namespace drill {
namespace {

constexpr absl::Duration kDefaultWindow = absl::Milliseconds(500);

}  // namespace

// Each of the two statements has the whole `timeout`; the window comes on top.
Sight LookAtRate(const ProbeContext& context, const RateProbe& probe, absl::Duration timeout) {
  if (probe.at_least().empty() && probe.at_most().empty()) return NotSeen("no bound is given");
  const absl::StatusOr<const ProbeContext*> of_database = ContextOf(context, probe.database());
  if (!of_database.ok()) return NotSeen(std::string(of_database.status().message()));
  const absl::StatusOr<std::unique_ptr<SqlDatabase>> database =
      OpenDatabase(**of_database, probe.service());
  if (!database.ok()) return SightOfLocation(database.status());
  double numbers[2];
  absl::Duration at[2];
  for (int i = 0; i < 2; ++i) {
    if (i == 1) context.clock->Sleep(DurationOr(probe.window(), kDefaultWindow));
    const absl::StatusOr<std::string> value = (*database)->Value(probe.query(), timeout);
    at[i] = context.clock->Monotonic();
    if (!value.ok()) return SightOfDatabase(value.status());
    if (!absl::SimpleAtod(*value, &numbers[i])) return Red(absl::StrCat(*value, " is no number"));
  }
  const double seconds = absl::ToDoubleSeconds(at[1] - at[0]);
  if (seconds <= 0) return NotSeen("the window is empty");
  const double rate = (numbers[1] - numbers[0]) / seconds;
  return JudgeBounds(rate, probe.at_least(), probe.at_most(),
                     absl::StrFormat("%.1f a second", rate));
}

}  // namespace drill
