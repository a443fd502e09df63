// A block of code of a runbook, and whether it is a step.
#ifndef HARNESS_RUNBOOK_CODE_BLOCK_H_
#define HARNESS_RUNBOOK_CODE_BLOCK_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace drill {

enum class BlockKind {
  kShell,       // labelled bash, sh, shell, zsh
  kConsole,     // prompts were stripped and the output between them blanked
  kUnlabelled,  // no label, but every line looks like a command
  kScript,      // a shell script with a `#!` line: a file's listing, not a step
  kUnclear,     // a console block without prompts, of which some lines are output
  kIndented,    // code by indentation alone, which has no label
  kHtml,        // <pre> or <code>
  kOther,       // another language, a diagram, expected output
};

struct BlockRemark {
  // Of the document.
  int line = 0;
  std::string what;
};

struct CodeBlock {
  BlockKind kind = BlockKind::kOther;
  // The language after the fence, in lower case; "{name}" for a directive that is none.
  std::string label;
  // One line of text for each line of the document between the fences.
  std::string text;
  // Of the opening fence. The text begins on the next line.
  int line = 0;
  // What a reader must know of single lines.
  std::vector<BlockRemark> remarks;
  // "what; remedy": why it cannot be run, though one can guess what it says. Usually empty.
  std::string malformed;

  bool runnable() const {
    return kind == BlockKind::kShell || kind == BlockKind::kConsole ||
           kind == BlockKind::kUnlabelled;
  }
  int first_line() const { return line + 1; }
};

// Of what stands after the fence: "bash" for `bash title=x`, `{code-block} bash` and `{.bash}`.
std::string FenceLabel(absl::string_view info);

// Decides the kind by label and text, and takes prompts and output out of the text.
void Classify(CodeBlock& block);

// "a sql block", "a script's listing", "a block without label".
std::string DescribeBlock(const CodeBlock& block);

// Its language does something when it is run, but no shell runs it.
bool IsOtherProgram(const CodeBlock& block);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_CODE_BLOCK_H_
