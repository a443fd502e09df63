#include "harness/bench/bench_text.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "harness/base/plural.h"
#include "harness/drill/exit_codes.h"
#include "harness/drill/worst_exit_code.h"
#include "harness/statistics/claim.h"
#include "harness/statistics/rank_test.h"
#include "reports/text.h"

namespace drill {
namespace {

constexpr size_t kCommand = 60;
constexpr int kExitFailed = 1;
constexpr int kExitOverTarget = 3;

std::string Line(const std::string& name, const std::string& text) {
  return absl::StrFormat("  %-12s %s\n", name, text);
}

// "8.71 s at best, 8.93 s median, 9.62 s at worst".
std::string Spread(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  if (times.size() == 1) return BenchTime(times.front());
  return absl::StrCat(BenchTime(times.front()), " at best, ", BenchTime(MedianOf(times)),
                      " median, ", BenchTime(times.back()), " at worst");
}

// What does not count, or ends the bench.
std::string Remarks(const BenchSample& sample) {
  std::vector<std::string> remarks;
  const auto add = [&](BenchFate fate, const char* what) {
    if (const int count = sample.Count(fate); count > 0)
      remarks.push_back(absl::StrCat(count, " ", what));
  };
  add(BenchFate::kOutOfTime, "ran out of time, which is a miss");
  add(BenchFate::kInconclusive, "inconclusive, which counts neither way");
  add(BenchFate::kFailed, "FAILED, which is no time at all");
  add(BenchFate::kError, "could not be drilled");
  std::string text = absl::StrJoin(remarks, "; ");
  if (!text.empty() && !sample.why().empty())
    absl::StrAppend(&text, ": ", ShortLine(sample.why(), 200));
  return text;
}

std::string TargetText(const BenchTarget& target, const BenchPlan& plan) {
  const LimitSample sample = target.sample();
  const QuantileAnswer answer = JudgePercentile(sample, plan.percent);
  std::string text = Line(
      target.name, absl::StrCat(ClaimSentence(sample, plan.percent), " (", target.source, ")"));
  if (answer == QuantileAnswer::kUndecided) text += Line("", StrongestClaim(sample));
  if (target.times.empty()) return text;
  std::vector<double> sorted = target.times;
  std::sort(sorted.begin(), sorted.end());
  const std::string bounds = BoundsSentence(sorted, plan.percent, &BenchTime);
  text += Line("", absl::StrCat(Spread(sorted), bounds.empty() ? "" : "; ", bounds));
  if (plan.repeat > 0 || answer != QuantileAnswer::kWithin) return text;
  const std::string again = LookedAtAgain(sample, plan.percent);
  if (!again.empty()) text += Line("", again);
  return text;
}

std::string PartText(const BenchSample& sample, const BenchSeries& series) {
  const std::string part = series.name.substr(sample.scenario().size() + 1);
  const std::string command =
      series.text.empty() ? "" : absl::StrCat("  ", ShortLine(series.text, kCommand));
  return Line(part, absl::StrCat(Spread(series.times), command));
}

// What is the harness's own of the times, and how fine they are.
std::string OwnShare(const BenchSample& sample) {
  std::string text;
  if (!sample.between().empty()) {
    absl::StrAppend(&text, HumanTime(MedianOf(sample.between())),
                    " median between the procedure's commands, ");
  }
  if (!sample.around().empty() && !sample.total().empty()) {
    absl::StrAppend(&text, HumanTime(MedianOf(sample.around())), " of a drill's ",
                    HumanTime(MedianOf(sample.total())), " around them");
  }
  if (text.empty()) return "";
  text = Line("harness", text);
  if (!sample.resolution().empty()) {
    const auto worst = std::max_element(sample.resolution().begin(), sample.resolution().end());
    text +=
        Line("resolution",
             absl::StrCat("between the last red look and the first green one lie ",
                          HumanTime(MedianOf(sample.resolution())), " median, ", HumanTime(*worst),
                          " at worst: a recovery time is too long by up to "
                          "that; the harness's own timer was ",
                          HumanTime(sample.worst_lateness_ms()), " late at worst"));
  }
  return text;
}

// Of the recovery.
std::vector<double> TimesOf(const BenchSample& sample) {
  for (const BenchTarget& target : sample.targets())
    if (target.span == SPAN_RECOVERY) return target.times;
  return {};
}

int CodeOf(const BenchSample& sample, int percent) {
  if (sample.Count(BenchFate::kError) > 0) return kExitMachineError;
  if (sample.Count(BenchFate::kFailed) > 0) return kExitFailed;
  int code = sample.targets().empty() ? kExitInconclusive : 0;
  for (const BenchTarget& target : sample.targets()) {
    switch (JudgePercentile(target.sample(), percent)) {
      case QuantileAnswer::kBeyond:
        return kExitOverTarget;
      case QuantileAnswer::kUndecided:
        code = kExitInconclusive;
        break;
      case QuantileAnswer::kWithin:
        break;
    }
  }
  return code;
}

}  // namespace

std::string BenchText(const BenchSample& sample, const BenchPlan& plan) {
  std::string text = absl::StrCat(sample.scenario(), ": ", Counted(sample.drills(), "drill"), "\n");
  if (const std::string remarks = Remarks(sample); !remarks.empty()) text += Line("", remarks);
  for (const BenchTarget& target : sample.targets()) text += TargetText(target, plan);
  if (sample.targets().empty())
    text += Line("", "insufficient samples: no drill has a time for a target");
  const std::vector<BenchSeries> all = sample.Series();
  for (size_t i = sample.targets().size(); i < all.size(); ++i) text += PartText(sample, all[i]);
  return text + OwnShare(sample);
}

std::string DistortionText(const BenchSample& sample, const BenchSample& plain) {
  if (plain.drills() == 0) return "";
  std::string text;
  if (plain.ended())
    text = Line("distortion", absl::StrCat("a plain drill did not pass: ", plain.why()));
  const std::vector<double> in_session = TimesOf(sample), in_bash = TimesOf(plain);
  const int drills = static_cast<int>(in_session.size()), beside = static_cast<int>(in_bash.size());
  if (LeastProbability(beside, drills) > kClaimDoubt) {
    return text + Line("distortion", absl::StrCat("insufficient samples: ", drills, " drills and ",
                                                  beside, " whose commands were typed plainly"));
  }
  const RankTest test = CompareRanks(in_bash, in_session);
  const std::string medians =
      absl::StrCat(BenchTime(MedianOf(in_session)), " median, ", BenchTime(MedianOf(in_bash)),
                   " typed into a plain bash");
  const double added = TypicalDifference(in_bash, in_session);
  return text + Line("distortion",
                     test.p_longer <= kClaimDoubt
                         ? absl::StrFormat("the harness's session adds %s typically (p = %.4f): %s",
                                           HumanTime(std::max(added, 0.0)), test.p_longer, medians)
                         : absl::StrFormat("none is shown (p = %.2f): %s", test.p_longer, medians));
}

int BenchExitCode(const std::vector<BenchSample>& samples, int percent) {
  std::vector<int> codes;
  for (const BenchSample& sample : samples) codes.push_back(CodeOf(sample, percent));
  return WorstExitCode(codes);
}

}  // namespace drill
