#include "harness/statistics/growth_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace drill {
namespace {

struct Unit {
  double factor;
  const char* name;
};

constexpr std::array<Unit, 5> kRowUnits = {
    {{1e12, "T rows"}, {1e9, "G rows"}, {1e6, "M rows"}, {1e3, "k rows"}, {1, " rows"}}};
constexpr std::array<Unit, 5> kByteUnits = {
    {{1e12, " TB"}, {1e9, " GB"}, {1e6, " MB"}, {1e3, " kB"}, {1, " B"}}};

Unit UnitOf(double size, SizeUnit unit) {
  const auto& units = unit == SizeUnit::kRows ? kRowUnits : kByteUnits;
  const auto found =
      std::find_if(units.begin(), units.end(), [&](const Unit& one) { return size >= one.factor; });
  return found == units.end() ? units.back() : *found;
}

// Two digits are more than a fit knows; whole numbers as they are.
std::string Number(double number) {
  if (number >= 9.95 || std::abs(number - std::round(number)) < 0.05)
    return absl::StrFormat("%.0f", number);
  return absl::StrFormat("%.1f", number);
}

// "(95 %: 24 to 40)", in the unit of the number before it.
std::string Range(const Crossing& crossing, const Unit& unit) {
  const std::string from = Number(crossing.from / unit.factor);
  if (std::isinf(crossing.to)) return absl::StrCat("(95 %: ", from, " or more)");
  const std::string to = Number(crossing.to / unit.factor);
  if (crossing.from <= 0) return absl::StrCat("(95 %: up to ", to, ")");
  return absl::StrCat("(95 %: ", from, " to ", to, ")");
}

// Empty where a size is not far beyond what was measured.
std::string Beyond(double size, const GrowthWords& words) {
  if (size <= words.largest || words.largest <= 0) return "";
  return absl::StrCat("; the largest that was measured is ", SizeText(words.largest, words.unit),
                      ", ", Number(size / words.largest), " times smaller");
}

std::string TimeRange(const Interval& interval, const GrowthWords& words) {
  if (std::isinf(interval.high)) return "(too few times for an interval)";
  return absl::StrCat("(95 %: ", words.shown(std::max(interval.low, 0.0)), " to ",
                      words.shown(interval.high), ")");
}

std::string Sure(const GrowthChoice& choice) {
  if (choice.is_sure())
    return absl::StrFormat("chosen again in %.0f %% of 1000 resamplings", *choice.sure * 100);
  const char* apart = "linear and n log n cannot be told apart";
  if (!choice.sure) return absl::StrCat(apart, ": too few sizes, or one time each");
  return absl::StrFormat("%s: chosen again in %.0f %% of 1000 resamplings", apart,
                         *choice.sure * 100);
}

}  // namespace

std::string SizeText(double size, SizeUnit unit) {
  const Unit found = UnitOf(size, unit);
  return absl::StrCat(Number(size / found.factor), found.name);
}

std::string ShapeSentence(const GrowthChoice& choice, const GrowthWords& words) {
  const GrowthFit& fit = choice.fit;
  const bool linear = fit.shape == GrowthShape::kLinear;
  if (!GrowthIsShown(fit)) {
    return absl::StrCat("that the time grows is not shown: ", words.shown(TimeAt(fit, 1)), " and ",
                        words.shown(TimeAt(fit, words.largest) - TimeAt(fit, 1)), " more at ",
                        SizeText(words.largest, words.unit), " is within what chance makes");
  }
  return absl::StrCat(linear ? "linear" : "n log n", ": ", words.shown(std::max(fit.constant, 0.0)),
                      ", and ", words.shown(TimeAt(fit, words.largest) - fit.constant), " more at ",
                      SizeText(words.largest, words.unit), " (", Sure(choice), ")");
}

std::string CrossingSentence(const GrowthChoice& choice, const GrowthWords& words) {
  const std::optional<Crossing> crossing = CrossingOf(choice, words.limit_ms);
  if (!crossing) {
    return absl::StrCat("from which size on ", words.target,
                        " is missed cannot be said: insufficient samples");
  }
  if (crossing->at <= 0) return absl::StrCat(words.target, " is missed at every size");
  const Unit unit = UnitOf(crossing->at, words.unit);
  return absl::StrCat(words.target, " is missed from about ", SizeText(crossing->at, words.unit),
                      " on ", Range(*crossing, unit), Beyond(crossing->at, words));
}

std::string AtSizeSentence(const GrowthChoice& choice, double size, const GrowthWords& words) {
  const double time = TimeAt(choice.fit, size);
  const Interval interval = NewTimesAt(choice, size, 1);
  std::string verdict = ": insufficient samples to tell";
  if (interval.low > words.limit_ms) verdict = " is missed";
  if (interval.high <= words.limit_ms) verdict = " is met";
  return absl::StrCat("at ", SizeText(size, words.unit), ": ", words.shown(std::max(time, 0.0)),
                      " ", TimeRange(interval, words), ", ", words.target, verdict,
                      Beyond(size, words));
}

std::string PredictionSentence(const Prediction& prediction, const GrowthWords& words) {
  return absl::StrCat(SizeText(prediction.size, words.unit), ": ",
                      words.shown(std::max(prediction.predicted, 0.0)),
                      " predicted from the smaller sizes ", TimeRange(prediction.interval, words),
                      ", ", words.shown(prediction.measured),
                      " measured: ", prediction.holds() ? "as predicted" : "not as predicted");
}

}  // namespace drill
