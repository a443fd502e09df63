// A drill host: a disposable machine with its own file system, network, processes and Docker
// engine, on which any documented command is harmless.
#ifndef HARNESS_HOST_DRILL_HOST_H_
#define HARNESS_HOST_DRILL_HOST_H_

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/base/subprocess.h"
#include "harness/host/root_directory.h"

namespace drill {

struct ExecOptions {
  std::vector<std::pair<std::string, std::string>> env;
  // Inside the host. Default: "/".
  std::string working_directory;
  std::string stdin_content;
  absl::Duration timeout = absl::Minutes(5);
  const StopToken* stop = nullptr;
  // On the machine that runs the harness, never on the drill host; see SubprocessOptions.
  std::string output_file;
};

// Thread-safe. Destroying the object without Destroy() leaves the host to the reaper.
class DrillHost {
 public:
  virtual ~DrillHost() = default;

  // Name by which the host is known to the runtime, the reaper and `tools/drill clean`.
  virtual const std::string& id() const = 0;

  // Runs a program inside; `argv[0]` is looked up in the host's PATH. As RunSubprocess() otherwise.
  virtual absl::StatusOr<SubprocessResult> Exec(const std::vector<std::string>& argv,
                                                const ExecOptions& options) = 0;

  // The argument vector that, run on this machine with a terminal as standard input, opens `argv`
  // inside the host with that terminal. For the operator's session and `tools/drill shell`.
  virtual std::vector<std::string> TerminalCommand(const std::vector<std::string>& argv,
                                                   const std::string& working_directory) const = 0;

  // As TerminalCommand(), for a program without a terminal: it gets the streams that the command is
  // run with, bytes as they are, and the command ends as it does. Where a host is this machine, the
  // two do not differ.
  virtual std::vector<std::string> StreamCommand(const std::vector<std::string>& argv,
                                                 const std::string& working_directory) const {
    return TerminalCommand(argv, working_directory);
  }

  // Runs `body` in a thread that has entered the host's network namespace, and waits for it.
  virtual absl::Status InNetwork(const std::function<absl::Status()>& body) = 0;

  // The host's files, through a descriptor of its / that was opened at its boot: they are this
  // host's whatever becomes of its processes. Of a machine that is off, its disk. For a short
  // while: a machine that starts again has another one.
  virtual absl::StatusOr<RootDirectory> Root() const = 0;

  // Everything on the machine dies at once, as when its power fails; then it boots again, and this
  // returns when its engine answers. Its files stay, its processes, mounts and network settings do
  // not. Commands under way end; what watches its network from outside (InNetwork) goes on.
  virtual absl::Status Restart(absl::Duration engine_limit) = 0;

  // The same in order: containers are stopped first, and start again with the engine if their
  // restart policy says so. An engine that does not end dies with the machine.
  virtual absl::Status Reboot(absl::Duration engine_limit) { return Restart(engine_limit); }

  // What this machine cannot keep the host from, each "what: why"; see docs/isolation.md. Empty for
  // a host that stands in for one in tests.
  virtual std::vector<std::string> MissingWalls() const { return {}; }

  // What the engine and the machine said so far, for an error report.
  virtual std::string Diagnose() = 0;

  // Stops and removes everything. What is left over is in the returned list; empty means a clean
  // machine.
  virtual absl::StatusOr<std::vector<std::string>> Destroy() = 0;
};

}  // namespace drill

#endif  // HARNESS_HOST_DRILL_HOST_H_
