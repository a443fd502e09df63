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

// How many may have come; nullopt where not every healthy machine can tell.
std::optional<int64_t> MostRows(const std::vector<Portrait>& healthy, const Portrait& found,
                                const std::string& table) {
  double for_writes = 0, for_time = 0;
  for (const Portrait& portrait : healthy) {
    const NewRows* const came = NewRowsOf(portrait, table);
    if (came == nullptr || portrait.ran_seconds() <= 0) return std::nullopt;
    const auto rows = static_cast<double>(came->rows());
    for_time = std::max(for_time, rows / portrait.ran_seconds());
    if (portrait.writes_sent() == 0) continue;
    for_writes = std::max(for_writes, rows / static_cast<double>(portrait.writes_sent()));
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
    const NewRows* const came = NewRowsOf(portrait, table);
    if (came == nullptr || came->rows() == 0 || !came->latest().contains(column)) continue;
    const double latest = came->latest().at(column);
    const bool is_first = stamps.machines++ == 0;
    stamps.first = is_first ? latest : std::min(stamps.first, latest);
    stamps.last = is_first ? latest : std::max(stamps.last, latest);
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
