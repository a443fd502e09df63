// A block of shell text as the statements a shell would run, by shfmt's bash parser.
#ifndef HARNESS_RUNBOOK_SHELL_BLOCK_H_
#define HARNESS_RUNBOOK_SHELL_BLOCK_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/runbook/angle_placeholder.h"

namespace drill {

struct ShellWord {
  // As it stands in the document.
  std::string source;
  // Without its quotes; nothing when the shell would expand something in it.
  std::optional<std::string> literal;
  // Neither quoted nor expanded, in no part.
  bool bare = false;
  // In the block's text.
  TextRange range;
};

// One simple command, wherever in a statement it stands.
struct ShellCall {
  std::vector<ShellWord> words;
  // 1-based line of the document.
  int line = 0;
  // Has its input from a pipe, a file or a here-document.
  bool input_given = false;
  // Part of a pipeline of two or more.
  bool in_pipeline = false;
  // Inside $(...) or <(...).
  bool in_substitution = false;
  // Defined here, run when its function is called.
  bool in_function = false;
  bool background = false;
};

struct VariableUse {
  std::string name;
  int line = 0;
  // The use is in a function's body: the variable must be set when the function is called.
  bool in_function = false;
  // "$NAME" or "${NAME...}" as it stands.
  std::string source;
  // ${NAME:-x} and the like: it need not be set.
  bool has_default = false;
};

// The command whose exit code is that of a pipeline: its last one, or a test such as `[[ -f x ]]`.
struct PipelineEnd {
  // Where it begins in the block's text.
  size_t begin = 0;
  bool is_test = false;
  // It has commands before it.
  bool piped = false;
};

struct Statement {
  // As it stands in the document, here-documents included.
  std::string text;
  // 1-based lines of the document, both inclusive.
  int line = 0;
  int last_line = 0;
  // In the block's text.
  TextRange range;
  // Neither a simple command nor a pipeline of simple commands.
  bool compound = false;
  std::vector<ShellCall> calls;
  // Of a pipeline, or of several between `&&`: their ends, in order. Empty for anything else.
  std::vector<PipelineEnd> ends;
  std::vector<VariableUse> uses;
  // Variables that are set once the statement has run.
  std::vector<std::string> sets;
  // Reads a file into the shell (`source`, `.`) or evaluates text: may set anything.
  bool sets_unknown = false;
  // Something in it has its output in a file, not below /dev.
  bool writes_file = false;
};

struct ShellComment {
  // Without the `#` and the blanks after it.
  std::string text;
  int line = 0;
  // Nothing stands before it on its line.
  bool own_line = false;
  TextRange range;
};

struct ShellBlock {
  std::vector<Statement> statements;
  std::vector<ShellComment> comments;
  // Bodies of here-documents.
  std::vector<TextRange> here_documents;
  // Line of the document and what the shell's grammar does not allow there. Not empty: there are no
  // statements.
  std::string syntax_error;
  int syntax_error_line = 0;
};

// `first_line` is the document's line of the first line of `text`. Placeholders such as `<x>` are
// taken for words. Errors: Unavailable when shfmt is not installed or was ended, Internal when it
// misbehaves.
absl::StatusOr<ShellBlock> ParseShellBlock(absl::string_view text, int first_line);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_SHELL_BLOCK_H_
