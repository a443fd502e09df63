// How a time grows with the size of the data: a constant and a part that grows, fitted by least
// squares, and what follows from it for sizes that were not measured.
#ifndef HARNESS_STATISTICS_GROWTH_FIT_H_
#define HARNESS_STATISTICS_GROWTH_FIT_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"

namespace drill {

struct GrowthPoint {
  // Rows or bytes; more than 1.
  double size = 0;
  double time = 0;
  // Points of one level are repetitions: their sizes are the same but for noise.
  int level = 0;
};

enum class GrowthShape {
  // constant + slope * n.
  kLinear,
  // constant + slope * n * log n.
  kNLogN,
};

struct GrowthFit {
  GrowthShape shape = GrowthShape::kLinear;
  double constant = 0;
  // Of n, or of n * ln(n).
  double slope = 0;
  // Of one time around the curve.
  double deviation = 0;
  int points = 0;
  // Of n or n * ln(n) at the points: their mean, and the sum of their squared distances from it.
  double mean = 0;
  double spread = 0;
};

// Both ends may be infinite.
struct Interval {
  double low = 0;
  double high = 0;
};

// InvalidArgument where there are fewer than two levels.
absl::StatusOr<GrowthFit> FitGrowth(const std::vector<GrowthPoint>& points, GrowthShape shape);

double TimeAt(const GrowthFit& fit, double size);

// 95 % confidence for the curve itself at that size, and for the mean of `runs` new times there.
Interval CurveAt(const GrowthFit& fit, double size);
Interval NewTimesAt(const GrowthFit& fit, double size, int runs);

// Whether the time is shown, at 95 % confidence, to grow with the size at all.
bool GrowthIsShown(const GrowthFit& fit);

// From which size on the curve is above a limit.
struct Crossing {
  // 0: at every size.
  double at = 0;
  // 95 % confidence; `to` may be infinite.
  double from = 0;
  double to = 0;
};

// nullopt where growth is not shown: no size can be named.
std::optional<Crossing> CrossingOf(const GrowthFit& fit, double limit);

}  // namespace drill

#endif  // HARNESS_STATISTICS_GROWTH_FIT_H_
