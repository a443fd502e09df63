#include "harness/twin/compare_extents.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

// A gauge goes up and down by itself; that it should have risen from each healthy machine to the
// next one and then lost more than half is no accident.
constexpr double kLeastLeft = 0.5;
constexpr double kFactor = 2;
constexpr double kHour = 3600;
constexpr double kDay = 24 * kHour;

// Between two looks at a steady counter it moves by no more than that much faster or slower than on
// the whole.
constexpr double kSteadyFactor = 3;
constexpr size_t kLooksForSteady = 4;

using Extents = std::map<std::pair<std::string, std::string>, Extent>;

Extents Sort(const Portrait& portrait) {
  Extents extents;
  for (const Extent& extent : portrait.extents())
    extents[{extent.table(), extent.column()}] = extent;
  return extents;
}

std::string Whole(double number) { return absl::StrCat(static_cast<int64_t>(number)); }

std::string Span(double seconds) {
  return absl::FormatDuration(absl::Seconds(static_cast<int64_t>(seconds)));
}

// A column on one healthy machine, and for how long that had run.
struct Look {
  Extent extent;
  double ran_seconds = 0;
};

// Whether the column moves with time and with nothing else, as what a program counts at regular
// intervals does. No gauge does that from look to look.
bool IsSteady(const std::vector<Look>& healthy) {
  const auto rate = [](const Look& from, const Look& to) {
    const double seconds = to.ran_seconds - from.ran_seconds;
    return seconds > 0 ? (to.extent.total() - from.extent.total()) / seconds : 0;
  };
  if (healthy.size() < kLooksForSteady) return false;
  const double whole = rate(healthy.front(), healthy.back());
  if (whole <= 0) return false;
  return std::adjacent_find(healthy.begin(), healthy.end(), [&](const Look& from, const Look& to) {
           const double step = rate(from, to);
           return step < whole / kSteadyFactor || step > whole * kSteadyFactor;
         }) == healthy.end();
}

// What is wrong with the column; empty: nothing. `healthy`: the same column, in their order.
std::string SetBack(const std::vector<Look>& healthy, const Extent& found) {
  const auto less = [](const Look& a, const Look& b) {
    return a.extent.total() < b.extent.total();
  };
  const double first = healthy.front().extent.total();
  const double moved = healthy.back().extent.total() - first;
  if (first <= 0 || moved <= 0 || !std::is_sorted(healthy.begin(), healthy.end(), less)) return "";
  const double missing = first - found.total();
  if (found.has_ahead_seconds()) {
    if (missing <= kFactor * moved + kHour) return "";
    return absl::StrCat("set back by ", Span(missing), " in all");
  }
  const bool steady = IsSteady(healthy);
  if (steady ? missing <= 0 : missing <= kFactor * moved || found.total() >= kLeastLeft * first)
    return "";
  return absl::StrCat("set back to ", Whole(found.total()),
                      " in all, where healthy machines count on from ", Whole(first));
}

std::string FarAhead(const std::vector<Look>& healthy, const Extent& found) {
  if (!found.has_ahead_seconds()) return "";
  double most = healthy.front().extent.ahead_seconds();
  bool moves = false;
  for (const Look& look : healthy) {
    most = std::max(most, look.extent.ahead_seconds());
    moves = moves || look.extent.total() != healthy.front().extent.total();
  }
  // A column that does not move has the same values everywhere, and is compared by them.
  if (!moves || found.ahead_seconds() <= std::max(most, 0.0) + kDay) return "";
  return absl::StrCat(Span(found.ahead_seconds()), " ahead");
}

}  // namespace

void AddExtents(std::vector<Portrait>* healthy, Portrait* found) {
  std::vector<Extents> yardsticks;
  for (const Portrait& portrait : *healthy) yardsticks.push_back(Sort(portrait));
  for (const auto& [name, extent] : Sort(*found)) {
    std::vector<Look> looks;
    for (size_t i = 0; i < yardsticks.size(); ++i)
      if (const auto one = yardsticks[i].find(name); one != yardsticks[i].end())
        looks.push_back({one->second, (*healthy)[i].ran_seconds()});
    if (looks.empty() || looks.size() < yardsticks.size()) continue;
    std::string wrong = FarAhead(looks, extent);
    if (wrong.empty() && !found->from_backup()) wrong = SetBack(looks, extent);
    if (wrong.empty()) continue;
    PaintJudgement({DATABASE, name.first, absl::StrCat("reach of ", name.second), wrong,
                    "moved on by what is done"},
                   healthy, found);
  }
}

}  // namespace drill
