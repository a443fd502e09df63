#include "harness/runbook/nested_commands.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "harness/runbook/driver_script.h"

namespace drill {
namespace {

absl::string_view FirstWord(absl::string_view text) { return text.substr(0, text.find(' ')); }

// bash announces the head of each construct too.
bool IsConstruct(absl::string_view text) {
  return absl::StartsWith(text, "for ") || absl::StartsWith(text, "case ") ||
         absl::StartsWith(text, "select ") || absl::StartsWith(text, "( ");
}

}  // namespace

void NestedCommands::Begin(absl::string_view fields, absl::Duration now) {
  const std::vector<std::string> parts = absl::StrSplit(fields, absl::MaxSplits(' ', 3));
  int status = 0, line = 0, depth = 0;
  if (parts.size() < 4 || !absl::SimpleAtoi(parts[0], &status) ||
      !absl::SimpleAtoi(parts[1], &line) || !absl::SimpleAtoi(parts[2], &depth)) {
    return;
  }
  if (base_ == 0) {
    if (parts[3] == kEvalCommand) base_ = line;
    return;
  }
  NestedCommand command;
  command.text = parts[3];
  command.depth = depth;
  command.line = depth == 1 ? step_.line + line - base_ - step_.added_lines : step_.line;
  command.start = now;
  // A function announces itself once more from inside; that is not the end of anything.
  if (!commands_.empty() && depth > commands_.back().depth && command.text == commands_.back().text)
    return;
  Close(depth, status, now);
  if (IsNoise(command, status)) return;
  open_.push_back(commands_.size());
  commands_.push_back(std::move(command));
}

void NestedCommands::Close(int depth, int status, absl::Duration now) {
  while (!open_.empty() && commands_[open_.back()].depth >= depth) {
    NestedCommand& ended = commands_[open_.back()];
    ended.exit_code = status;
    ended.duration = now - ended.start;
    open_.pop_back();
  }
}

bool NestedCommands::IsNoise(const NestedCommand& command, int status) const {
  if (command.text == kEvalCommand || command.text == kPromptCommand || IsConstruct(command.text))
    return true;
  // The trap on errors announces the failed command a second time.
  if (!commands_.empty() && status != 0 && commands_.back().text == command.text &&
      commands_.back().line == command.line && commands_.back().depth == command.depth) {
    return true;
  }
  return std::any_of(step_.piped.begin(), step_.piped.end(), [&](const auto& piped) {
    return piped.first == command.line && piped.second == FirstWord(command.text);
  });
}

std::vector<NestedCommand> NestedCommands::Finish(int status, absl::Duration now) {
  Close(0, status, now);
  if (!step_.compound) {
    // The only command at the outer level is the step itself.
    commands_.erase(std::remove_if(commands_.begin(), commands_.end(),
                                   [](const NestedCommand& c) { return c.depth == 1; }),
                    commands_.end());
  }
  return std::move(commands_);
}

}  // namespace drill
