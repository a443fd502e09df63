// Days and instants as gate files and reports write them.
#ifndef HARNESS_GATE_UTC_DAY_H_
#define HARNESS_GATE_UTC_DAY_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace drill {

// "2026-12-31", written like that. Nothing for any other text, or a day that does not exist.
std::optional<absl::CivilDay> ParseDay(absl::string_view text);

// The day that it is in UTC.
absl::CivilDay DayOf(absl::Time time);

// RFC 3339, as in Summary.started_at. Nothing for any other text.
std::optional<absl::Time> ParseInstant(absl::string_view text);

// RFC 3339 in UTC, to the second.
std::string InstantText(absl::Time time);

// "5 min", "20 hours", "8 days": how long ago something was, rounded down to whole ones. Less than
// a minute, and what lies ahead, is "0 min".
std::string AgeText(absl::Duration age);

}  // namespace drill

#endif  // HARNESS_GATE_UTC_DAY_H_
