#include "harness/gate/utc_day.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "harness/base/plural.h"

namespace drill {

std::optional<absl::CivilDay> ParseDay(absl::string_view text) {
  absl::CivilDay day;
  // The parser takes blanks and missing zeros, which nobody else reads.
  if (!absl::ParseCivilTime(text, &day) || absl::FormatCivilTime(day) != text) return std::nullopt;
  return day;
}

absl::CivilDay DayOf(absl::Time time) { return absl::ToCivilDay(time, absl::UTCTimeZone()); }

std::optional<absl::Time> ParseInstant(absl::string_view text) {
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, text, &time, &error)) return std::nullopt;
  // "infinite-future" is an instant to the parser.
  if (time == absl::InfiniteFuture() || time == absl::InfinitePast()) return std::nullopt;
  return time;
}

std::string InstantText(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone());
}

std::string AgeText(absl::Duration age) {
  const int64_t minutes = std::max(int64_t{0}, absl::ToInt64Minutes(age));
  if (minutes < 90) return absl::StrCat(minutes, " min");
  const int64_t hours = minutes / 60;
  if (hours < 48) return Counted(hours, "hour");
  return Counted(hours / 24, "day");
}

}  // namespace drill
