#include "harness/bench/bench_runs.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/name_as_directory.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// Of a question that stays open: a share of misses that is just the one asked about.
constexpr int kMostDrills = 1000;

}  // namespace

BenchRuns::BenchRuns(const BenchPlan& plan, std::string out,
                     const std::vector<PreparedDrill>& drills, Clock& clock, const StopToken& stop,
                     RunOneAt run)
    : plan_(plan),
      out_(std::move(out)),
      drills_(drills),
      clock_(clock),
      stop_(stop),
      run_(std::move(run)) {
  for (const PreparedDrill& drill : drills_) {
    samples_.emplace_back(drill.name());
    plain_samples_.emplace_back(drill.name());
  }
}

void BenchRuns::AlsoPlain(std::vector<bool> possible, RunOneAt plain) {
  plain_possible_ = std::move(possible);
  plain_ = std::move(plain);
}

bool BenchRuns::Done(const BenchSample& sample) const {
  if (sample.ended() || sample.drills() >= kMostDrills) return true;
  return plan_.repeat > 0 ? sample.drills() >= plan_.repeat : sample.Decided(plan_.percent);
}

absl::Status BenchRuns::RunAll() {
  const absl::Duration began = clock_.Monotonic();
  bool open = true;
  while (open) {
    open = false;
    for (size_t i = 0; i < samples_.size(); ++i) {
      if (Done(samples_[i])) continue;
      if (stop_.stopped() || clock_.Monotonic() - began >= plan_.at_most) {
        cut_short_ = true;
        return absl::OkStatus();
      }
      open = true;
      RETURN_IF_ERROR(RunOne(i));
    }
  }
  return absl::OkStatus();
}

absl::Status BenchRuns::RunOne(size_t number) {
  BenchSample& sample = samples_[number];
  DrillPlace place;
  place.run_directory =
      absl::StrCat(out_, "/", NameAsDirectory(sample.scenario()), "-", sample.drills() + 1);
  ASSIGN_OR_RETURN(const OneDrillResult result, run_(drills_[number], place));
  sample.Add(result.summary);
  if (plain_ == nullptr || !plain_possible_[number]) return absl::OkStatus();
  return FateOf(result.summary) == BenchFate::kTimed ? RunPlain(number, place) : absl::OkStatus();
}

absl::Status BenchRuns::RunPlain(size_t number, const DrillPlace& beside) {
  if (stop_.stopped()) return absl::OkStatus();
  DrillPlace place = beside;
  place.run_directory += "-plain";
  ASSIGN_OR_RETURN(const OneDrillResult result, plain_(drills_[number], place));
  plain_samples_[number].Add(result.summary);
  return absl::OkStatus();
}

}  // namespace drill
