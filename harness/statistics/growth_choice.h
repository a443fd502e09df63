// Which shape of growth the times are of, how sure that is, and what follows for other sizes. Where
// it is not sure, what follows is told so widely that it holds for both shapes.
#ifndef HARNESS_STATISTICS_GROWTH_CHOICE_H_
#define HARNESS_STATISTICS_GROWTH_CHOICE_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/statistics/growth_fit.h"

namespace drill {

struct GrowthChoice {
  // The shape whose curve through the other levels comes nearer to the one that is left out, each
  // left out in turn.
  GrowthFit fit;
  // The other shape.
  GrowthFit other;
  // In how many of all resamplings the shape is chosen again, 0 to 1. Not set where that cannot be
  // told: fewer than three levels, or one point a level.
  std::optional<double> sure;

  bool is_sure() const { return sure.value_or(0) >= 0.95; }
};

// Draws its resamplings from a fixed seed: the same points, the same answer. Errors of FitGrowth().
absl::StatusOr<GrowthChoice> ChooseGrowth(const std::vector<GrowthPoint>& points);

// As those of a single fit.
Interval NewTimesAt(const GrowthChoice& choice, double size, int runs);
std::optional<Crossing> CrossingOf(const GrowthChoice& choice, double limit);

// The largest level, predicted from the others.
struct Prediction {
  double size = 0;
  // Means.
  double predicted = 0;
  double measured = 0;
  // 95 % confidence for what is measured.
  Interval interval;

  bool holds() const { return interval.low <= measured && measured <= interval.high; }
};

// InvalidArgument where fewer than two levels are left, or too few points for an interval.
absl::StatusOr<Prediction> PredictLargest(const std::vector<GrowthPoint>& points);

}  // namespace drill

#endif  // HARNESS_STATISTICS_GROWTH_CHOICE_H_
