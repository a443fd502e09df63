// The drills of one scenario as samples of times: what counts, and what does not.
#ifndef HARNESS_BENCH_BENCH_SAMPLE_H_
#define HARNESS_BENCH_BENCH_SAMPLE_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/journal/summary.pb.h"
#include "harness/statistics/claim.h"

namespace drill {

enum class BenchFate {
  // It passed, in time or not.
  kTimed,
  // The system was not back, or a command had not ended, when it was not waited for any longer: a
  // miss, whatever the target.
  kOutOfTime,
  // It came back, but not as it must be: no time at all.
  kFailed,
  // Counts neither way.
  kInconclusive,
  // The harness failed, or what it was given cannot be used.
  kError,
};

BenchFate FateOf(const Summary& summary);

// Times of one kind, in the order of the drills.
struct BenchSeries {
  // "aria/bad_migration/recovery", "aria/bad_migration/line-55".
  std::string name;
  // Of a command, its text.
  std::string text;
  // Milliseconds; infinite: no end in time.
  std::vector<double> times;
};

// A time target, and its times.
struct BenchTarget {
  // Its span: "recovery".
  std::string name;
  // Of the document's table.
  std::string row;
  Span span = SPAN_RECOVERY;
  double limit_ms = 0;
  // The document's words.
  std::string source;
  std::vector<double> times;

  LimitSample sample() const;
};

// 0 of none; infinite where half of them have no end.
double MedianOf(std::vector<double> times);

// "8.91 s"; of an infinite one "no end in time".
std::string BenchTime(double ms);

class BenchSample {
 public:
  explicit BenchSample(std::string scenario) : scenario_(std::move(scenario)) {}

  void Add(const Summary& summary);

  const std::string& scenario() const { return scenario_; }
  // All drills, however they ended.
  int drills() const { return static_cast<int>(fates_.size()); }
  int Count(BenchFate fate) const;
  // A drill failed, or there was an error: more drills say nothing.
  bool ended() const;
  // Every target's claim is shown, or its contrary. False while there is no target with a time.
  bool Decided(int percent) const;

  // In the order of the first drill that had them.
  const std::vector<BenchTarget>& targets() const { return targets_; }
  // The targets' times and those of the parts that the drills are made of.
  std::vector<BenchSeries> Series() const;
  // Of drills that passed: what is neither a command's nor a person's within the procedure, what is
  // not the commands' around it, the whole, and how finely the recovery is seen.
  const std::vector<double>& between() const { return between_; }
  const std::vector<double>& around() const { return around_; }
  const std::vector<double>& total() const { return total_; }
  const std::vector<double>& resolution() const { return resolution_; }
  // The harness's own lateness at worst, in the phases whose time counts.
  double worst_lateness_ms() const { return worst_lateness_ms_; }

  // Why the drill that ended it, or else the last one that did not pass, did not.
  const std::string& why() const { return why_; }
  // Of the first drill with one.
  const std::optional<SummaryMachine>& machine() const { return machine_; }
  const std::string& inputs() const { return inputs_; }

 private:
  void AddTargets(const Summary& summary, bool out_of_time);
  BenchTarget& TargetOf(const SummaryTarget& target);
  void AddParts(const Summary& summary);
  BenchSeries& SeriesOf(const std::string& part, const std::string& text);

  std::string scenario_;
  std::vector<BenchFate> fates_;
  std::vector<BenchTarget> targets_;
  std::vector<BenchSeries> parts_;
  std::vector<double> between_, around_, total_, resolution_;
  double worst_lateness_ms_ = 0;
  std::string why_;
  std::optional<SummaryMachine> machine_;
  std::string inputs_;
};

}  // namespace drill

#endif  // HARNESS_BENCH_BENCH_SAMPLE_H_
