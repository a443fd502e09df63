// A program on a pseudo-terminal of its own.
#ifndef HARNESS_RUNBOOK_TERMINAL_H_
#define HARNESS_RUNBOOK_TERMINAL_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace drill {

// Not thread-safe. Destruction closes the terminal and ends the program.
class Terminal {
 public:
  // 50 lines of 200 columns. The program becomes a session leader with the terminal as its
  // controlling one. NotFound when there is no such program.
  static absl::StatusOr<std::unique_ptr<Terminal>> Open(const std::vector<std::string>& argv);
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  // All of it, or Unavailable when the program takes none for ten seconds.
  absl::Status Write(absl::string_view bytes);

  // What there is, waiting at most `wait` for the first byte; empty when nothing came. OutOfRange
  // when the other side is closed: the program has ended.
  absl::StatusOr<std::string> Read(absl::Duration wait);

  // Waits for the program, ending it after `patience`. As waitpid() reports it.
  int WaitStatus(absl::Duration patience);

 private:
  Terminal(int master, pid_t child) : master_(master), child_(child) {}

  int master_;
  pid_t child_;
  int status_ = 0;
};

}  // namespace drill

#endif  // HARNESS_RUNBOOK_TERMINAL_H_
