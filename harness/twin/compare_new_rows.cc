#include "harness/twin/compare_new_rows.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

constexpr int64_t kMargin = 100;
constexpr double kFactor = 2;
constexpr double kMinute = 60;
// The healthy machines were all looked at soon after their last rows came.
constexpr double kSoon = 3 * kMinute;
constexpr double kHour = 60 * kMinute;
constexpr int kLeastStamped = 2;

std::optional<int64_t> RowsOf(const Portrait& portrait, const std::string& table) {
  for (const NewRows& one : portrait.new_rows())
    if (one.table() == table) return one.rows();
  return std::nullopt;
}

// How many may have come; nullopt where not every healthy machine can tell.
std::optional<int64_t> MostRows(const std::vector<Portrait>& healthy, const Portrait& found,
                                const std::string& table) {
  double for_writes = 0, for_time = 0;
  for (const Portrait& portrait : healthy) {
    const std::optional<int64_t> rows = RowsOf(portrait, table);
    if (!rows || portrait.ran_seconds() <= 0) return std::nullopt;
    for_time = std::max(for_time, static_cast<double>(*rows) / portrait.ran_seconds());
    if (portrait.writes_sent() == 0) continue;
    for_writes = std::max(for_writes,
                          static_cast<double>(*rows) / static_cast<double>(portrait.writes_sent()));
  }
  return kMargin +
         static_cast<int64_t>(kFactor * (for_writes * static_cast<double>(found.writes_sent()) +
                                         for_time * found.ran_seconds()));
}

// Where the latest time of a column lies on healthy machines that got rows, in seconds.
struct Stamps {
  int machines = 0;
  double first = 0;
  double last = 0;
};

Stamps StampsOf(const std::vector<Portrait>& healthy, const std::string& table,
                const std::string& column) {
  Stamps stamps;
  for (const Portrait& portrait : healthy) {
    for (const NewRows& one : portrait.new_rows()) {
      const auto latest = one.latest().find(column);
      if (one.table() != table || one.rows() == 0 || latest == one.latest().end()) continue;
      const bool is_first = stamps.machines++ == 0;
      stamps.first = is_first ? latest->second : std::min(stamps.first, latest->second);
      stamps.last = is_first ? latest->second : std::max(stamps.last, latest->second);
    }
  }
  return stamps;
}

// Whether rows are stamped when they come, and these were at another time.
bool IsStampedOtherwise(const Stamps& stamps, double latest) {
  if (stamps.machines < kLeastStamped || stamps.first < -kSoon || stamps.last > kSoon) return false;
  return latest < stamps.first - kHour || latest > stamps.last + kHour;
}

void AddStamps(const NewRows& came, std::vector<Portrait>* healthy, Portrait* found) {
  for (const auto& [column, latest] : came.latest()) {
    if (came.rows() == 0 || !IsStampedOtherwise(StampsOf(*healthy, came.table(), column), latest))
      continue;
    const auto minutes = static_cast<int64_t>(std::abs(latest) / kMinute);
    PaintJudgement({DATABASE, came.table(), absl::StrCat(kStampField, column),
                    absl::StrCat(minutes, latest < 0 ? " minutes old" : " minutes ahead"),
                    "stamped when they came"},
                   healthy, found);
  }
}

}  // namespace

void AddNewRows(std::vector<Portrait>* healthy, Portrait* found) {
  for (const NewRows& one : found->new_rows()) {
    AddStamps(one, healthy, found);
    const std::optional<int64_t> most = MostRows(*healthy, *found, one.table());
    if (!most || one.rows() <= *most) continue;
    PaintJudgement({DATABASE, one.table(), kNewRowsField,
                    absl::StrCat(one.rows(), ", where ", found->writes_sent(), " writes bring ",
                                 *most, " at most"),
                    "as many as users wrote"},
                   healthy, found);
  }
}

}  // namespace drill
