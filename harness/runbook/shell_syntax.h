// From shfmt's JSON syntax tree to statements.
#ifndef HARNESS_RUNBOOK_SHELL_SYNTAX_H_
#define HARNESS_RUNBOOK_SHELL_SYNTAX_H_

#include <string>

#include "harness/runbook/shell_block.h"
#include "nlohmann/json_fwd.hpp"

namespace drill {

// `file` is the tree of `text`. Token numbers differ between shfmt's versions, so operators are
// read from the text at their position.
ShellBlock ReadSyntaxTree(const nlohmann::json& file, const std::string& text, int first_line);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_SHELL_SYNTAX_H_
