// Takes a drill up whose terminal was closed, from another terminal.
#ifndef HARNESS_QUARTERLY_TAKE_UP_H_
#define HARNESS_QUARTERLY_TAKE_UP_H_

#include <unistd.h>

#include <atomic>
#include <string>

#include "absl/status/statusor.h"
#include "harness/base/stop_token.h"

namespace drill {

struct TakeUpOptions {
  // The drill is stopped, not gone on with.
  bool end = false;
  // What the drill reads from and writes to from then on. This process must leave them alone.
  int input = STDIN_FILENO;
  int output = STDOUT_FILENO;
  int errors = STDERR_FILENO;
  // Once set, the drill is stopped; its end is waited for still. Not owned.
  const StopToken* stop = nullptr;
  // How often this terminal was closed: another number ends the waiting. Not owned.
  const std::atomic<int>* closed = nullptr;
};

// Hands the terminal over to the drill in that run directory and waits for the drill's end; its
// exit code.
//   NotFound: no drill runs there, or none whose terminal was closed;
//   FailedPrecondition: somebody is at its terminal, or this program is not in the foreground of
//   its own; Cancelled: this terminal was closed, or given to another program: the drill goes on;
//   Unavailable: the drill let this terminal go, or was killed.
absl::StatusOr<int> TakeUpDrill(const std::string& run_directory, const TakeUpOptions& options);

}  // namespace drill

#endif  // HARNESS_QUARTERLY_TAKE_UP_H_
