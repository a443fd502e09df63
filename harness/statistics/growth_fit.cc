#include "harness/statistics/growth_fit.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "absl/status/status.h"
#include "harness/statistics/student_t.h"

namespace drill {
namespace {

constexpr double kConfidence = 0.95;
constexpr double kInfinite = std::numeric_limits<double>::infinity();
// Larger than any data.
constexpr double kLargest = 1e24;

double Term(GrowthShape shape, double size) {
  return shape == GrowthShape::kLinear ? size : size * std::log(size);
}

double Bound(const GrowthFit& fit) { return StudentBound(kConfidence, fit.points - 2); }

// Around the curve at that size, for the mean of `runs` new times; infinitely many: for the curve.
Interval Around(const GrowthFit& fit, double size, double runs) {
  if (fit.points <= 2) return {-kInfinite, kInfinite};
  const double distance = Term(fit.shape, size) - fit.mean;
  const double half = Bound(fit) * fit.deviation *
                      std::sqrt(1 / runs + 1.0 / fit.points + distance * distance / fit.spread);
  const double middle = TimeAt(fit, size);
  return {middle - half, middle + half};
}

// The size from which on a function that only grows is above the limit: 0 where it always is,
// infinite where it never is.
template <typename Function>
double Reaches(Function time_at, double limit) {
  double low = 1;
  if (time_at(low) >= limit) return 0;
  double high = 2;
  while (time_at(high) < limit) {
    high *= 2;
    if (high > kLargest) return kInfinite;
  }
  for (int i = 0; i < 200 && high - low > 1e-9 * high; ++i) {
    const double middle = (low + high) / 2;
    (time_at(middle) < limit ? low : high) = middle;
  }
  return high;
}

}  // namespace

absl::StatusOr<GrowthFit> FitGrowth(const std::vector<GrowthPoint>& points, GrowthShape shape) {
  std::set<int> levels;
  for (const GrowthPoint& point : points) levels.insert(point.level);
  if (levels.size() < 2)
    return absl::InvalidArgumentError("growth needs times at two sizes at least");
  GrowthFit fit;
  fit.shape = shape;
  fit.points = static_cast<int>(points.size());
  double mean_time = 0;
  for (const GrowthPoint& point : points) {
    fit.mean += Term(shape, point.size) / fit.points;
    mean_time += point.time / fit.points;
  }
  double product = 0;
  for (const GrowthPoint& point : points) {
    const double distance = Term(shape, point.size) - fit.mean;
    fit.spread += distance * distance;
    product += distance * (point.time - mean_time);
  }
  if (fit.spread <= 0)
    return absl::InvalidArgumentError("growth needs times at two sizes that differ");
  fit.slope = product / fit.spread;
  fit.constant = mean_time - fit.slope * fit.mean;
  double squares = 0;
  for (const GrowthPoint& point : points)
    squares += std::pow(point.time - TimeAt(fit, point.size), 2);
  if (fit.points > 2) fit.deviation = std::sqrt(squares / (fit.points - 2));
  return fit;
}

double TimeAt(const GrowthFit& fit, double size) {
  return fit.constant + fit.slope * Term(fit.shape, size);
}

Interval CurveAt(const GrowthFit& fit, double size) { return Around(fit, size, kInfinite); }

Interval NewTimesAt(const GrowthFit& fit, double size, int runs) {
  return Around(fit, size, std::max(runs, 1));
}

bool GrowthIsShown(const GrowthFit& fit) {
  if (fit.points <= 2) return false;
  return fit.slope > Bound(fit) * fit.deviation / std::sqrt(fit.spread);
}

// Where growth is shown, both ends of the interval grow with the size, too: the slope is more than
// what they can come nearer to the curve or go away from it.
std::optional<Crossing> CrossingOf(const GrowthFit& fit, double limit) {
  if (!GrowthIsShown(fit)) return std::nullopt;
  Crossing crossing;
  crossing.at = Reaches([&](double size) { return TimeAt(fit, size); }, limit);
  crossing.from = Reaches([&](double size) { return CurveAt(fit, size).high; }, limit);
  crossing.to = Reaches([&](double size) { return CurveAt(fit, size).low; }, limit);
  return crossing;
}

}  // namespace drill
