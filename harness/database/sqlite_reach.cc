#include "harness/database/sqlite_reach.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace drill {
namespace {

// The formats in which SQLite's own functions and ORMs write a time.
std::optional<absl::Time> TimeOf(absl::string_view text) {
  constexpr const char* kFormats[] = {"%Y-%m-%d %H:%M:%E*S", "%Y-%m-%d%ET%H:%M:%E*S",
                                      "%Y-%m-%d %H:%M:%E*S%Ez", "%Y-%m-%d%ET%H:%M:%E*S%Ez"};
  if (!absl::ConsumePrefix(&text, "'") || !absl::ConsumeSuffix(&text, "'")) return std::nullopt;
  for (const char* const format : kFormats) {
    absl::Time time;
    if (absl::ParseTime(format, text, &time, nullptr)) return time;
  }
  return std::nullopt;
}

}  // namespace

void SqliteReach::Add(const std::string& value) {
  if (value == "NULL" || (numbers_ && times_)) return;
  int64_t number = 0;
  if (absl::SimpleAtoi(value, &number)) {
    numbers_ = true;
    total_ += static_cast<double>(number);
    return;
  }
  times_ = true;
  const std::optional<absl::Time> time = TimeOf(value);
  // Neither one nor the other.
  numbers_ = numbers_ || !time.has_value();
  if (!time.has_value()) return;
  latest_ = std::max(latest_, *time);
  total_ += absl::ToDoubleSeconds(*time - absl::UnixEpoch());
}

std::optional<ColumnExtent> SqliteReach::Get(absl::Time now) const {
  if (numbers_ == times_) return std::nullopt;
  if (numbers_) return ColumnExtent{total_, std::nullopt};
  return ColumnExtent{total_, absl::ToDoubleSeconds(latest_ - now)};
}

}  // namespace drill
