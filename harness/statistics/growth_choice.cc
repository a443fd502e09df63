#include "harness/statistics/growth_choice.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <random>

#include "absl/status/status.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

constexpr int kResamplings = 1000;
// Of the random draws; any number would do.
constexpr unsigned kSeed = 20;
// Curves whose errors differ by less fit equally well.
constexpr double kAsNear = 1 - 1e-6;

using Levels = std::map<int, std::vector<GrowthPoint>>;

Levels ByLevel(const std::vector<GrowthPoint>& points) {
  Levels levels;
  for (const GrowthPoint& point : points) levels[point.level].push_back(point);
  return levels;
}

std::vector<GrowthPoint> Without(const std::vector<GrowthPoint>& points, int level) {
  std::vector<GrowthPoint> kept;
  for (const GrowthPoint& point : points)
    if (point.level != level) kept.push_back(point);
  return kept;
}

// The squared errors at each level of the curve through the others; of two levels, where one alone
// has no curve, those of the curve through both.
double LeftOutErrors(const std::vector<GrowthPoint>& points, GrowthShape shape) {
  const Levels levels = ByLevel(points);
  double sum = 0;
  for (const auto& [level, own] : levels) {
    const absl::StatusOr<GrowthFit> fit =
        FitGrowth(levels.size() > 2 ? Without(points, level) : points, shape);
    if (!fit.ok()) return std::numeric_limits<double>::infinity();
    for (const GrowthPoint& point : own) sum += std::pow(point.time - TimeAt(*fit, point.size), 2);
  }
  return sum;
}

// The simpler one where both are as near.
GrowthShape Nearer(const std::vector<GrowthPoint>& points) {
  const double linear = LeftOutErrors(points, GrowthShape::kLinear);
  return LeftOutErrors(points, GrowthShape::kNLogN) < linear * kAsNear ? GrowthShape::kNLogN
                                                                       : GrowthShape::kLinear;
}

// How often the shape is chosen again from points that are drawn anew within each level.
std::optional<double> Sureness(const std::vector<GrowthPoint>& points, GrowthShape chosen) {
  const Levels levels = ByLevel(points);
  if (levels.size() < 3) return std::nullopt;
  for (const auto& [level, own] : levels)
    if (own.size() < 2) return std::nullopt;
  std::mt19937_64 random(kSeed);
  int again = 0;
  for (int i = 0; i < kResamplings; ++i) {
    std::vector<GrowthPoint> drawn;
    for (const auto& [level, own] : levels) {
      for (size_t j = 0; j < own.size(); ++j) drawn.push_back(own[random() % own.size()]);
    }
    again += Nearer(drawn) == chosen ? 1 : 0;
  }
  return static_cast<double>(again) / kResamplings;
}

}  // namespace

absl::StatusOr<GrowthChoice> ChooseGrowth(const std::vector<GrowthPoint>& points) {
  const GrowthShape shape = Nearer(points);
  const bool linear = shape == GrowthShape::kLinear;
  GrowthChoice choice;
  ASSIGN_OR_RETURN(choice.fit, FitGrowth(points, shape));
  ASSIGN_OR_RETURN(choice.other,
                   FitGrowth(points, linear ? GrowthShape::kNLogN : GrowthShape::kLinear));
  choice.sure = Sureness(points, shape);
  return choice;
}

Interval NewTimesAt(const GrowthChoice& choice, double size, int runs) {
  Interval interval = NewTimesAt(choice.fit, size, runs);
  if (choice.is_sure()) return interval;
  const Interval other = NewTimesAt(choice.other, size, runs);
  return {std::min(interval.low, other.low), std::max(interval.high, other.high)};
}

std::optional<Crossing> CrossingOf(const GrowthChoice& choice, double limit) {
  std::optional<Crossing> crossing = CrossingOf(choice.fit, limit);
  if (!crossing || choice.is_sure()) return crossing;
  const std::optional<Crossing> other = CrossingOf(choice.other, limit);
  if (!other) return std::nullopt;
  crossing->from = std::min(crossing->from, other->from);
  crossing->to = std::max(crossing->to, other->to);
  return crossing;
}

absl::StatusOr<Prediction> PredictLargest(const std::vector<GrowthPoint>& points) {
  const Levels levels = ByLevel(points);
  if (levels.size() < 3)
    return absl::InvalidArgumentError("a prediction needs times at two sizes below the largest");
  // By its size: levels are numbered as they were asked for.
  const auto largest = std::max_element(
      levels.begin(), levels.end(),
      [](const auto& a, const auto& b) { return a.second.front().size < b.second.front().size; });
  const std::vector<GrowthPoint> others = Without(points, largest->first);
  if (others.size() < 3) {
    return absl::InvalidArgumentError(
        "a prediction with an interval needs three times at least below the largest size");
  }
  ASSIGN_OR_RETURN(const GrowthChoice choice, ChooseGrowth(others));
  const int runs = static_cast<int>(largest->second.size());
  Prediction prediction;
  for (const GrowthPoint& point : largest->second) {
    prediction.size += point.size / runs;
    prediction.measured += point.time / runs;
  }
  prediction.predicted = TimeAt(choice.fit, prediction.size);
  prediction.interval = NewTimesAt(choice, prediction.size, runs);
  return prediction;
}

}  // namespace drill
