// The drills of one `run`: each as often as asked for, several at once, and what they say together.
#ifndef HARNESS_COMMAND_DRILL_RUNS_H_
#define HARNESS_COMMAND_DRILL_RUNS_H_

#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/base/numbered_work.h"
#include "harness/base/stop_token.h"
#include "harness/command/options.h"
#include "harness/drill/drill_place.h"
#include "harness/drill/one_drill.h"
#include "harness/drill/prepared_drill.h"
#include "harness/journal/summary.pb.h"

namespace drill {

class DrillRuns {
 public:
  // Told of a drill, with its number, when the one before it in the same thread lets the next
  // machine boot.
  using Coming = std::function<void(const PreparedDrill&, int number)>;

  // `run` and `coming` are called from several threads where `options.jobs` says so; one drill
  // after the other has nothing that is coming: it would be measured, too. `options` and `stop`
  // must outlive it.
  DrillRuns(const Options& options, const StopToken& stop, std::vector<PreparedDrill> drills,
            RunOneAt run, Coming coming = nullptr);

  // Prints a table of several. Returns the command's exit code.
  int RunAll();

 private:
  void RunOne(int number, const ClaimNext& claim);
  void TellComing(const ClaimNext& claim);
  void Note(int number, const PreparedDrill& drill, const absl::StatusOr<OneDrillResult>& result);
  bool Beside() const { return options_.jobs > 1 && numbers_.size() > 1; }
  std::string Prefix(const std::string& name, int number) const;
  std::vector<Summary> Summaries() const;
  int ExitCode() const;
  void PrintTable() const;
  void PrintSample(const std::string& name, const std::vector<Summary>& summaries) const;

  const Options& options_;
  const StopToken& stop_;
  const std::vector<PreparedDrill> drills_;
  const RunOneAt run_;
  const Coming coming_;
  const std::string out_;
  const int total_;
  // Of the drills that are this shard's.
  std::vector<int> numbers_;
  size_t longest_name_ = 0;
  std::mutex mutex_;
  std::vector<int> exit_codes_;
  std::map<std::string, std::vector<Summary>> samples_;
  // Summaries of all drills that ended, by the drill's number.
  std::map<int, Summary> summaries_;
};

}  // namespace drill

#endif  // HARNESS_COMMAND_DRILL_RUNS_H_
