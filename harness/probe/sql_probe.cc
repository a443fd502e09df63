#include "harness/probe/sql_probe.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "harness/base/one_line.h"
#include "harness/database/sql_database.h"

namespace drill {

Sight JudgeBounds(double value, const std::string& at_least, const std::string& at_most,
                  std::string seen) {
  double bound;
  if (!at_least.empty()) {
    if (!absl::SimpleAtod(at_least, &bound)) return NotSeen("at_least is no number: " + at_least);
    if (value < bound) return Red(absl::StrCat(seen, ", not at least ", at_least));
  }
  if (!at_most.empty()) {
    if (!absl::SimpleAtod(at_most, &bound)) return NotSeen("at_most is no number: " + at_most);
    if (value > bound) return Red(absl::StrCat(seen, ", not at most ", at_most));
  }
  return Green(std::move(seen));
}

Sight JudgeValue(const SqlProbe& probe, const std::string& value) {
  const std::string seen = OneLine(value, 120);
  if (!probe.equals().empty() &&
      std::find(probe.equals().begin(), probe.equals().end(), value) == probe.equals().end()) {
    return Red(absl::StrCat(seen, ", not ", *probe.equals().begin(),
                            probe.equals_size() > 1 ? " or another wanted value" : ""));
  }
  if (probe.at_least().empty() && probe.at_most().empty()) return Green(seen);
  double number;
  if (!absl::SimpleAtod(value, &number)) return Red(absl::StrCat(seen, " is no number"));
  return JudgeBounds(number, probe.at_least(), probe.at_most(), seen);
}

Sight JudgeError(const SqlProbe& probe, const absl::Status& status) {
  if (status.ok()) return Red("the server answered, and without an error");
  Sight sight = SightOfDatabase(status);
  // Only the server's own refusal is the error that is asked for, not a connection that failed.
  if (absl::IsFailedPrecondition(status) &&
      absl::StrContains(status.message(), probe.error_contains())) {
    sight.colour = Observation::Colour::kGreen;
  }
  return sight;
}

Sight LookAtSql(const ProbeContext& context, const SqlProbe& probe, absl::Duration timeout) {
  const absl::StatusOr<const ProbeContext*> of_database = ContextOf(context, probe.database());
  if (!of_database.ok()) return NotSeen(std::string(of_database.status().message()));
  const absl::StatusOr<std::unique_ptr<SqlDatabase>> database =
      OpenDatabase(**of_database, probe.service());
  if (!database.ok()) return SightOfLocation(database.status());
  const absl::StatusOr<std::string> value = (*database)->Value(probe.query(), timeout);
  if (!probe.error_contains().empty()) return JudgeError(probe, value.status());
  return value.ok() ? JudgeValue(probe, *value) : SightOfDatabase(value.status());
}

}  // namespace drill
