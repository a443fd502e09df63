// Records of the simple commands inside a step, from the driver's D markers.
#ifndef HARNESS_RUNBOOK_NESTED_COMMANDS_H_
#define HARNESS_RUNBOOK_NESTED_COMMANDS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/runbook/plan.h"

namespace drill {

struct NestedCommand {
  std::string text;
  // Of the document; the step's own line for what runs inside a function.
  int line = 0;
  absl::Duration start;
  absl::Duration duration;
  int exit_code = 0;
  // 1: in the step itself; more: in a function.
  int depth = 1;
};

class NestedCommands {
 public:
  explicit NestedCommands(const Step& step) : step_(step) {}

  // `fields`: "status line depth command", of a marker seen at `now`.
  void Begin(absl::string_view fields, absl::Duration now);

  // The step is over; its nested commands, in the order in which they began.
  std::vector<NestedCommand> Finish(int status, absl::Duration now);

 private:
  void Close(int depth, int status, absl::Duration now);
  bool IsNoise(const NestedCommand& command, int status) const;

  const Step& step_;
  // The shell's own line number of the step's first line.
  int base_ = 0;
  std::vector<NestedCommand> commands_;
  // Indices of those that have not ended, outermost first.
  std::vector<size_t> open_;
};

}  // namespace drill

#endif  // HARNESS_RUNBOOK_NESTED_COMMANDS_H_
