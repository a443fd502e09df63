// The operator's terminal: one interactive bash on a pseudo-terminal inside the drill host. State
// (variables, functions, directory) carries over from step to step.
//
//   ASSIGN_OR_RETURN(auto session, OperatorSession::Open(host, options));
//   for (const Step& step : plan.steps) {
//     ASSIGN_OR_RETURN(std::vector<CommandRecord> records, session->Run(step));
//     if (!records.empty() && records[0].stops_operator()) break;
//   }
#ifndef HARNESS_RUNBOOK_SESSION_H_
#define HARNESS_RUNBOOK_SESSION_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/mask.h"
#include "harness/base/stop_token.h"
#include "harness/host/drill_host.h"
#include "harness/runbook/piped_script.h"
#include "harness/runbook/plan.h"

namespace drill {

struct SessionOptions {
  // In the drill host, where the session starts.
  std::string working_directory = "/";
  // On the machine that runs the harness; must exist. Outputs are written into it.
  std::string output_directory;
  absl::Duration command_limit = absl::Minutes(5);
  // From Open() on, for all steps together.
  absl::Duration limit = absl::Minutes(15);
  // Ends the running command as a limit does. Not owned; may be null.
  const StopToken* stop = nullptr;
  // Keeps secrets out of the outputs. Not owned; null: they are written as they come.
  const Masker* masker = nullptr;
  // Called when a command has ended, before the last of its output is written: what it brought may
  // hold secrets that the masker does not know yet.
  std::function<void()> learn_secrets;
};

// What happened to one command. The fields are those of drill.CommandRun.
struct CommandRecord {
  std::string text;
  std::string run_text;
  int line = 0;
  // On the monotonic clock of harness/base/clock.h.
  absl::Duration start;
  absl::Duration duration;
  // As the shell reports it: 128 + n where signal n ended the command.
  int exit_code = 0;
  // Not 0: the shell itself was ended by it, or the harness sent it.
  int signal = 0;
  bool timed_out = false;
  // A simple command inside the step (a loop's body, a list's part, a function's body).
  bool nested = false;
  // Name of a file in the output directory; nested commands share their step's.
  std::string output_file;
  bool verbatim = true;
  bool tolerated = false;
  // It only looked, and its exit code says that there is nothing to be seen.
  bool found_nothing = false;
  // Of a script that it fed to another shell: the commands that this shell never began.
  std::vector<PipedScript::Command> unreached;

  bool failed() const { return exit_code != 0 || signal != 0 || timed_out; }
  bool stops_operator() const { return failed() && !tolerated && !found_nothing; }
};

// Not thread-safe.
class OperatorSession {
 public:
  virtual ~OperatorSession() = default;

  // Starts the shell and waits until it takes commands. `host` must outlive the session.
  // Unavailable when the shell does not come up, with what it said.
  static absl::StatusOr<std::unique_ptr<OperatorSession>> Open(DrillHost& host,
                                                               const SessionOptions& options);

  // Runs one step and waits for its end or a limit. The first record is the step's own, nested ones
  // follow. Empty when `exit` (or `set -e`) ended the step's block before it. FailedPrecondition
  // when the session is lost. A command that fails is a record, not an error.
  virtual absl::StatusOr<std::vector<CommandRecord>> Run(const Step& step) = 0;

  // Why nothing more can be run, e.g. that the shell ended. Empty: it can.
  virtual const std::string& lost() const = 0;
};

}  // namespace drill

#endif  // HARNESS_RUNBOOK_SESSION_H_
