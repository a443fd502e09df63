// The drills of a gate: which of them must be run, and what became of each.
#ifndef HARNESS_GATE_GATE_RUN_H_
#define HARNESS_GATE_GATE_RUN_H_

#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/stop_token.h"
#include "harness/gate/reuse.h"
#include "harness/gate/shard.h"
#include "harness/history/history.h"
#include "harness/journal/gate_report.pb.h"
#include "harness/journal/summary.pb.h"

namespace drill {

// Where one drill of a gate writes.
struct GatePlace {
  // Below the gate's directory; does not exist yet.
  std::string directory;
  // Of its lines on the console, where several are drilled at once.
  std::string prefix;
  // Called once, by the drill, when the next one's machine can boot. Empty: nobody waits for that.
  std::function<void()> when_compared = {};
};

// What a gate does to the world; a test has its own.
struct GateSeams {
  // Digest of everything that the outcome of this scenario's drill can depend on and that is not
  // the machine. May be called for every scenario, also for those that are not run.
  std::function<absl::StatusOr<std::string>(const std::string& scenario)> digest;
  FindKept find;
  // Adds a drill to the history. One call at a time.
  std::function<absl::Status(const std::string& scenario, const Summary&, const GatePlace&)> keep;
  // Called once, before the first drill, with all that are to be run; not when there are none.
  std::function<absl::Status(const std::vector<std::string>& scenarios)> make_ready;
  // Called from several threads where `jobs` says so.
  std::function<absl::StatusOr<Summary>(const std::string& scenario, const GatePlace&)> run;
  // Told of the next drill of a thread when its machine can boot; may be empty, and is not
  // called where one drill runs at a time.
  std::function<void(const std::string& scenario)> coming = {};
  Clock* clock = nullptr;
};

struct GateRunOptions {
  Shard shard;
  int jobs = 1;
  bool only_stale = false;
  // How old a result of the history may be that stands for a drill; not set: none does.
  std::optional<absl::Duration> reuse;
  // Scenarios that are drilled whatever the history holds.
  std::set<std::string> always;
};

class GateRun {
 public:
  // All arguments must outlive it.
  GateRun(const GateRunOptions& options, const GateSeams& seams, const StopToken& stop)
      : options_(options), seams_(seams), stop_(stop) {}

  // Drills what a planned gate asks for and judges it. Errors: the history cannot be read, or what
  // the drills need cannot be made; nothing was drilled then.
  absl::StatusOr<GateReport> Run(GateReport planned);

 private:
  // Which results are whose, and which of them the history has. Returns the numbers of the others.
  absl::StatusOr<std::vector<int>> Choose(GateReport& report);
  absl::Status Reuse(GateReport& report, GateResult& result);
  void DrillAll(GateReport& report);
  void Drill(GateResult& result, const std::function<void()>& when_compared);
  void Keep(const GatePlace& place, const GateResult& result);
  bool OutOfTime() const;

  const GateRunOptions& options_;
  const GateSeams& seams_;
  const StopToken& stop_;
  absl::Duration started_;
  absl::Duration budget_ = absl::InfiniteDuration();
  // Numbers of the results that are not known yet.
  std::vector<int> to_run_;
  size_t longest_name_ = 0;
  bool beside_ = false;
  std::mutex mutex_;
  std::vector<std::string> notes_;
};

}  // namespace drill

#endif  // HARNESS_GATE_GATE_RUN_H_
