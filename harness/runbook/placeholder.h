// What a person fills in before running a command: `<x>`, {{ x }}, YYYYMMDD, YOUR_TAG, $VAR never
// set.
#ifndef HARNESS_RUNBOOK_PLACEHOLDER_H_
#define HARNESS_RUNBOOK_PLACEHOLDER_H_

#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "harness/runbook/shell_block.h"

namespace drill {

struct Placeholder {
  // As it stands, e.g. "<revision_id>" or "$ROLLBACK_TAG" (also for "${ROLLBACK_TAG}").
  std::string text;
  // Of the document.
  int line = 0;
  // False: it may be meant as it stands, such as a date in a file's name. A hint for a reader.
  bool certain = true;
};

// In the statement's text, each text once a line. Not in comments; in here-documents only as hints.
// `block` is the statement's block, `block_text` its text. `host_names` are the stack's: a name
// that the machine answers to is no example.
std::vector<Placeholder> FindPlaceholders(const Statement& statement, const ShellBlock& block,
                                          absl::string_view block_text,
                                          const std::vector<std::string>& host_names = {});

// Variables that neither the procedure nor the statement itself, nor any shell sets. `known` are
// set before it; `anywhere` in the procedure are those that a function sees when it is called.
std::vector<Placeholder> FindUnsetVariables(const Statement& statement,
                                            const std::set<std::string>& known,
                                            const std::set<std::string>& anywhere = {});

// "ROLLBACK_TAG" for "$ROLLBACK_TAG" and "${ROLLBACK_TAG}"; empty for any other placeholder.
std::string VariableOf(absl::string_view placeholder);

// `text` with each occurrence of `placeholder` replaced, where no letter or digit is glued to it.
std::string FillIn(absl::string_view text, absl::string_view placeholder, absl::string_view value);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_PLACEHOLDER_H_
