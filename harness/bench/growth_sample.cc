#include "harness/bench/growth_sample.h"

#include <algorithm>
#include <limits>
#include <set>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "harness/base/plural.h"
#include "harness/drill/exit_codes.h"
#include "harness/statistics/growth_choice.h"
#include "harness/statistics/growth_text.h"
#include "reports/text.h"

namespace drill {
namespace {

constexpr int kExitFailed = 1;
constexpr int kExitOverTarget = 3;

std::string Line(const std::string& name, const std::string& text) {
  return absl::StrFormat("  %-12s %s\n", name, text);
}

double Largest(const std::vector<GrowthPoint>& points) {
  double largest = 0;
  for (const GrowthPoint& point : points) largest = std::max(largest, point.size);
  return largest;
}

GrowthWords Words(const GrowthSample& sample, bool by_bytes) {
  GrowthWords words;
  words.unit = by_bytes ? SizeUnit::kBytes : SizeUnit::kRows;
  words.target =
      absl::StrCat("the target of ", HumanTime(sample.limit_ms()), " (", sample.source(), ")");
  words.limit_ms = sample.limit_ms();
  words.largest = Largest(sample.Points(by_bytes));
  words.shown = &HumanTime;
  return words;
}

// The drills of one size.
std::string SizeLine(const GrowthSample& sample, int64_t rows) {
  std::vector<double> times;
  int drills = 0;
  std::optional<int64_t> bytes;
  for (const GrownDrill& drill : sample.drills()) {
    if (drill.rows != rows) continue;
    ++drills;
    if (drill.bytes) bytes = drill.bytes;
    if (drill.recovery_ms) times.push_back(*drill.recovery_ms);
  }
  std::string text = Counted(drills, "drill");
  if (bytes) {
    absl::StrAppend(&text, ", database ", SizeText(static_cast<double>(*bytes), SizeUnit::kBytes));
  }
  if (times.empty()) {
    absl::StrAppend(&text, ": no time");
  } else {
    const auto [least, most] = std::minmax_element(times.begin(), times.end());
    absl::StrAppend(&text, ": ", HumanTime(*least), " at best, ", HumanTime(MedianOf(times)),
                    " median, ", HumanTime(*most), " at worst");
  }
  const int without = drills - static_cast<int>(times.size());
  if (without > 0)
    absl::StrAppend(&text, "; ", without, " without a time: ", ShortLine(sample.why(), 200));
  return Line(SizeText(static_cast<double>(rows), SizeUnit::kRows), text);
}

// In bytes, where they are known: it is what a person knows of their own database.
std::string TargetLines(const GrowthSample& sample, uint64_t at_size) {
  const bool by_bytes = sample.knows_bytes();
  const GrowthWords words = Words(sample, by_bytes);
  const absl::StatusOr<GrowthChoice> choice = ChooseGrowth(sample.Points(by_bytes));
  if (!choice.ok()) return "";
  std::string text = Line("target", CrossingSentence(*choice, words));
  if (at_size == 0) return text;
  return text + Line("", by_bytes ? AtSizeSentence(*choice, static_cast<double>(at_size), words)
                                  : "the size of the data in bytes is not known: the stack "
                                    "describes no database that could be asked");
}

// Of the size that is asked about.
int CodeAtSize(const GrowthSample& sample, double at_size) {
  if (!sample.knows_bytes()) return kExitInconclusive;
  const absl::StatusOr<GrowthChoice> choice = ChooseGrowth(sample.Points(true));
  if (!choice.ok()) return kExitInconclusive;
  const Interval interval = NewTimesAt(*choice, at_size, 1);
  if (interval.low > sample.limit_ms()) return kExitOverTarget;
  return interval.high <= sample.limit_ms() ? 0 : kExitInconclusive;
}

}  // namespace

void GrowthSample::Add(int64_t rows, const Summary& summary) {
  GrownDrill drill;
  drill.rows = rows;
  drill.fate = FateOf(summary);
  if (summary.growth().has_bytes()) drill.bytes = summary.growth().bytes();
  const bool timed = drill.fate == BenchFate::kTimed;
  if (timed && summary.recovery().has_time_ms()) drill.recovery_ms = summary.recovery().time_ms();
  if (!timed && summary.reasons_size() > 0 && !ended()) why_ = summary.reasons(0);
  if (limit_ms_ <= 0 && summary.targets_size() > 0) {
    limit_ms_ = summary.targets(0).limit_ms();
    source_ = summary.targets(0).source();
  }
  if (!machine_ && !summary.machine().processor().empty()) machine_ = summary.machine();
  drills_.push_back(drill);
}

std::vector<BenchSeries> GrowthSample::Series() const {
  std::vector<BenchSeries> series;
  for (const int64_t rows : Sizes()) {
    BenchSeries& one = series.emplace_back();
    one.name = absl::StrCat(scenario_, "/recovery/rows:", rows);
    for (const GrownDrill& drill : drills_) {
      if (drill.rows != rows) continue;
      if (drill.recovery_ms) one.times.push_back(*drill.recovery_ms);
      if (drill.fate == BenchFate::kOutOfTime)
        one.times.push_back(std::numeric_limits<double>::infinity());
    }
  }
  return series;
}

bool GrowthSample::Has(BenchFate fate) const {
  return std::any_of(drills_.begin(), drills_.end(),
                     [&](const GrownDrill& drill) { return drill.fate == fate; });
}

bool GrowthSample::ended() const { return Has(BenchFate::kFailed) || Has(BenchFate::kError); }

std::vector<int64_t> GrowthSample::Sizes() const {
  std::set<int64_t> sizes;
  for (const GrownDrill& drill : drills_) sizes.insert(drill.rows);
  return {sizes.begin(), sizes.end()};
}

bool GrowthSample::knows_bytes() const {
  return std::all_of(drills_.begin(), drills_.end(), [](const GrownDrill& drill) {
    return !drill.recovery_ms || drill.bytes.value_or(0) > 1;
  });
}

std::vector<GrowthPoint> GrowthSample::Points(bool by_bytes) const {
  const std::vector<int64_t> sizes = Sizes();
  std::vector<GrowthPoint> points;
  for (const GrownDrill& drill : drills_) {
    if (!drill.recovery_ms) continue;
    GrowthPoint point;
    point.size = static_cast<double>(by_bytes ? drill.bytes.value_or(0) : drill.rows);
    point.time = *drill.recovery_ms;
    point.level =
        static_cast<int>(std::find(sizes.begin(), sizes.end(), drill.rows) - sizes.begin());
    points.push_back(point);
  }
  return points;
}

std::string GrowthReport(const GrowthSample& sample, uint64_t at_size) {
  std::string text = absl::StrCat(
      sample.scenario(),
      " with growing data: ", Counted(static_cast<int64_t>(sample.drills().size()), "drill"), "\n");
  for (const int64_t rows : sample.Sizes()) text += SizeLine(sample, rows);
  const std::vector<GrowthPoint> points = sample.Points(false);
  const GrowthWords words = Words(sample, false);
  const absl::StatusOr<GrowthChoice> choice = ChooseGrowth(points);
  if (!choice.ok()) {
    return text + Line("growth", absl::StrCat("insufficient samples: ",
                                              std::string(choice.status().message())));
  }
  text += Line("growth", ShapeSentence(*choice, words));
  const absl::StatusOr<Prediction> prediction = PredictLargest(points);
  text += Line("predicted", prediction.ok() ? PredictionSentence(*prediction, words)
                                            : std::string(prediction.status().message()));
  return text + TargetLines(sample, at_size);
}

int GrowthExitCode(const GrowthSample& sample, uint64_t at_size) {
  if (sample.Has(BenchFate::kError)) return kExitMachineError;
  if (sample.Has(BenchFate::kFailed)) return kExitFailed;
  if (sample.drills().empty()) return kExitInconclusive;
  if (at_size > 0) return CodeAtSize(sample, static_cast<double>(at_size));
  const int64_t largest = sample.Sizes().back();
  bool any = false;
  for (const GrownDrill& drill : sample.drills()) {
    if (drill.rows != largest) continue;
    if (drill.fate == BenchFate::kOutOfTime || drill.recovery_ms.value_or(0) > sample.limit_ms())
      return kExitOverTarget;
    any = any || drill.recovery_ms.has_value();
  }
  return any ? 0 : kExitInconclusive;
}

}  // namespace drill
