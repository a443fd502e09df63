// Blocks that show a terminal: which lines were typed, and which are what the machine answered.
#ifndef HARNESS_RUNBOOK_PROMPTS_H_
#define HARNESS_RUNBOOK_PROMPTS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace drill {

struct PromptRemark {
  // From 0, within the text.
  int line = 0;
  std::string what;
};

struct TypedText {
  // The commands without their prompts, continuations and here-documents whole, comments kept;
  // every other line is empty, so that line numbers hold.
  std::string text;
  // What a reader must know: a line typed into psql, a `# rm …` that may be a comment or root's.
  std::vector<PromptRemark> remarks;
  bool has_commands = false;
};

// How sure it is that a block shows a terminal.
enum class Shows {
  kTerminal,  // labelled console: `# ` and `> ` may be prompts, and output may come first
  kMaybe,     // labelled as shell, or not at all: the first line must have an unmistakable prompt
};

// Nothing when the block has no prompts.
std::optional<TypedText> ReadPrompts(absl::string_view text, Shows shows);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_PROMPTS_H_
