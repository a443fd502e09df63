// What the growth of a time means for a target, in words.
#ifndef HARNESS_STATISTICS_GROWTH_TEXT_H_
#define HARNESS_STATISTICS_GROWTH_TEXT_H_

#include <string>

#include "harness/statistics/growth_choice.h"
#include "harness/statistics/growth_fit.h"

namespace drill {

enum class SizeUnit { kRows, kBytes };

// What the sentences are about. Times are milliseconds.
struct GrowthWords {
  SizeUnit unit = SizeUnit::kRows;
  // "the documented ~5 min".
  std::string target;
  double limit_ms = 0;
  // The largest size that was measured.
  double largest = 0;
  // Writes a time.
  std::string (*shown)(double milliseconds) = nullptr;
};

// "310k rows", "1.2M rows", "31 GB" (of 10^9 bytes).
std::string SizeText(double size, SizeUnit unit);

// "linear: 3.10 s, and 12.0 s more at 1M rows (chosen again in 97 % of 1000 resamplings)"; says so
// where the two shapes cannot be told apart, or growth is not shown.
std::string ShapeSentence(const GrowthChoice& choice, const GrowthWords& words);

// "the documented ~5 min is missed from about 31 GB on (95 %: 24 to 40)"; how far beyond what
// was measured that is; or why no size can be named.
std::string CrossingSentence(const GrowthChoice& choice, const GrowthWords& words);

// "at 50 GB: 8 min 3 s (95 %: 6 min 10 s to 9 min 50 s), the documented ~5 min is missed"; the
// interval is that of one rollback.
std::string AtSizeSentence(const GrowthChoice& choice, double size, const GrowthWords& words);

// "1M rows: 12.1 s predicted from the smaller sizes (95 %: 11.0 s to 13.2 s), 12.3 s measured: as
// predicted".
std::string PredictionSentence(const Prediction& prediction, const GrowthWords& words);

}  // namespace drill

#endif  // HARNESS_STATISTICS_GROWTH_TEXT_H_
