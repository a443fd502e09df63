// Runs one program of the machine and reports what happened to it as separate facts.
//
//   ASSIGN_OR_RETURN(SubprocessResult result, RunSubprocess({"btrfs", "subvolume", "list",
//   "/pool"})); if (!result.succeeded()) return SubprocessError("btrfs", result);
#ifndef HARNESS_BASE_SUBPROCESS_H_
#define HARNESS_BASE_SUBPROCESS_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/stop_token.h"

namespace drill {

struct SubprocessOptions {
  // Variables added to the environment; the rest is inherited.
  std::vector<std::pair<std::string, std::string>> env;
  // Directory that the program runs in; empty: the caller's.
  std::string working_directory;
  std::string stdin_content;
  // After this the process group gets SIGTERM, and two seconds later SIGKILL.
  absl::Duration timeout = absl::Minutes(2);
  // When not null and set, the process group is ended as by a timeout. Not owned.
  const StopToken* stop = nullptr;
  // When not empty, output (both streams, in order) is appended to this file, and not kept in
  // memory.
  std::string output_file;
};

struct SubprocessResult {
  std::string stdout_content;
  std::string stderr_content;
  // Exactly one of exit_code and signal is set.
  std::optional<int> exit_code;
  std::optional<int> signal;
  // The process was ended because of the timeout or the stop token. It may have exited by itself at
  // the same moment, so an exit code may be set as well.
  bool timed_out = false;
  absl::Duration duration;

  bool succeeded() const { return exit_code == 0 && !timed_out; }
};

// `argv[0]` is looked up in PATH; no shell is involved. The child gets its own process group and
// dies with the calling thread. Errors: NotFound when the program does not exist, Internal when the
// kernel refuses. A program that fails is a result, not an error.
absl::StatusOr<SubprocessResult> RunSubprocess(const std::vector<std::string>& argv,
                                               const SubprocessOptions& options = {});

// For callers to whom a failing program is an error: Internal, with its fate and the end of what it
// said.
absl::Status SubprocessError(const std::string& what, const SubprocessResult& result);

// Runs, and turns a failing program into SubprocessError. Returns its standard output.
absl::StatusOr<std::string> CheckedOutput(const std::vector<std::string>& argv,
                                          const SubprocessOptions& options = {});

}  // namespace drill

#endif  // HARNESS_BASE_SUBPROCESS_H_
