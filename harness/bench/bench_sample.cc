#include "harness/bench/bench_sample.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/enum_text.h"
#include "harness/journal/time_parts.h"
#include "reports/text.h"

namespace drill {
namespace {

// The check that found it first; null where none failed.
const SummaryCheck* FirstFailed(const Summary& summary) {
  for (const SummaryCheck& check : summary.checks())
    if (!check.passed() && !check.skipped() && !check.undecided()) return &check;
  return nullptr;
}

bool RanOutOfTime(const Summary& summary) {
  const SummaryCheck* const first = FirstFailed(summary);
  if (first == nullptr) return false;
  if (first->phase() == CHECK_PHASE_RECOVERY) return true;
  return first->phase() == CHECK_PHASE_PROCEDURE &&
         std::any_of(summary.commands().begin(), summary.commands().end(),
                     [](const SummaryCommand& command) { return command.timed_out(); });
}

bool EndsWithRecovery(Span span) {
  return span == SPAN_RECOVERY || span == SPAN_EXECUTION_TO_VERIFICATION || span == SPAN_TOTAL;
}

bool IsTimed(const std::string& phase) {
  return phase == "detection" || phase == "decision" || phase == "procedure" || phase == "recovery";
}

}  // namespace

BenchFate FateOf(const Summary& summary) {
  switch (summary.outcome()) {
    case OUTCOME_PASSED:
      return BenchFate::kTimed;
    case OUTCOME_FAILED:
      return RanOutOfTime(summary) ? BenchFate::kOutOfTime : BenchFate::kFailed;
    case OUTCOME_INCONCLUSIVE:
      return BenchFate::kInconclusive;
    default:
      return BenchFate::kError;
  }
}

LimitSample BenchTarget::sample() const {
  LimitSample sample;
  sample.runs = static_cast<int>(times.size());
  sample.misses = static_cast<int>(
      std::count_if(times.begin(), times.end(), [&](double time) { return time > limit_ms; }));
  sample.limit = HumanTime(limit_ms);
  return sample;
}

double MedianOf(std::vector<double> times) {
  if (times.empty()) return 0;
  std::sort(times.begin(), times.end());
  const size_t half = times.size() / 2;
  return times.size() % 2 == 1 ? times[half] : (times[half - 1] + times[half]) / 2;
}

std::string BenchTime(double ms) { return std::isinf(ms) ? "no end in time" : HumanTime(ms); }

int BenchSample::Count(BenchFate fate) const {
  return static_cast<int>(std::count(fates_.begin(), fates_.end(), fate));
}

bool BenchSample::ended() const {
  return Count(BenchFate::kFailed) > 0 || Count(BenchFate::kError) > 0;
}

bool BenchSample::Decided(int percent) const {
  return !targets_.empty() &&
         std::all_of(targets_.begin(), targets_.end(), [&](const BenchTarget& target) {
           return JudgePercentile(target.sample(), percent) != QuantileAnswer::kUndecided;
         });
}

void BenchSample::Add(const Summary& summary) {
  const BenchFate fate = FateOf(summary);
  // What ended it is told, not what came after.
  if (fate != BenchFate::kTimed && summary.reasons_size() > 0 && !ended())
    why_ = summary.reasons(0);
  fates_.push_back(fate);
  if (!machine_ && !summary.machine().processor().empty()) machine_ = summary.machine();
  if (inputs_.empty()) inputs_ = summary.inputs_sha256();
  if (fate == BenchFate::kTimed || fate == BenchFate::kOutOfTime)
    AddTargets(summary, fate == BenchFate::kOutOfTime);
  if (fate == BenchFate::kTimed) AddParts(summary);
}

void BenchSample::AddTargets(const Summary& summary, bool out_of_time) {
  for (const SummaryTarget& target : summary.targets()) {
    if (target.limit_ms() <= 0) continue;
    BenchTarget& kept = TargetOf(target);
    // A part of the time that had ended before is known, though the whole has no end.
    if (target.has_measured_ms()) {
      kept.times.push_back(target.measured_ms());
    } else if (out_of_time && EndsWithRecovery(target.span())) {
      kept.times.push_back(std::numeric_limits<double>::infinity());
    }
  }
}

BenchTarget& BenchSample::TargetOf(const SummaryTarget& target) {
  for (BenchTarget& known : targets_)
    if (known.row == target.name() && known.span == target.span()) return known;
  std::string name = EnumText(target.span());
  for (const BenchTarget& known : targets_)
    if (known.name == name) absl::StrAppend(&name, "-2");
  return targets_.emplace_back(BenchTarget{
      std::move(name), target.name(), target.span(), target.limit_ms(), target.source(), {}});
}

void BenchSample::AddParts(const Summary& summary) {
  const TimeParts parts = PartsOf(summary);
  for (const TimePart& part : parts.parts) SeriesOf(part.name, part.text).times.push_back(part.ms);
  if (parts.between_ms) between_.push_back(*parts.between_ms);
  if (parts.around_ms) around_.push_back(*parts.around_ms);
  if (parts.total_ms) total_.push_back(*parts.total_ms);
  if (parts.resolution_ms) resolution_.push_back(*parts.resolution_ms);
  for (const Lateness& lateness : summary.lateness()) {
    if (IsTimed(lateness.phase()))
      worst_lateness_ms_ = std::max(worst_lateness_ms_, lateness.worst_ms());
  }
}

BenchSeries& BenchSample::SeriesOf(const std::string& part, const std::string& text) {
  const std::string name = absl::StrCat(scenario_, "/", part);
  for (BenchSeries& series : parts_)
    if (series.name == name) return series;
  return parts_.emplace_back(BenchSeries{name, text, {}});
}

std::vector<BenchSeries> BenchSample::Series() const {
  std::vector<BenchSeries> all;
  for (const BenchTarget& target : targets_)
    all.push_back({absl::StrCat(scenario_, "/", target.name), "", target.times});
  all.insert(all.end(), parts_.begin(), parts_.end());
  return all;
}

}  // namespace drill
