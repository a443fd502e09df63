// Where a procedure leaves a choice to a person: "# Or locally:", "Option A", "# If still …:". Run
// from top to bottom it would do all of it.
#ifndef HARNESS_RUNBOOK_ALTERNATIVES_H_
#define HARNESS_RUNBOOK_ALTERNATIVES_H_

#include <string>
#include <vector>

#include "harness/runbook/document.h"
#include "harness/runbook/opener.h"
#include "harness/runbook/procedure.h"
#include "harness/runbook/shell_block.h"

namespace drill {

struct ParsedBlock {
  CodeBlock block;
  ShellBlock shell;
};

struct Alternative {
  // The comment or heading that opens it, without marks; empty for the first of two when nothing
  // does.
  std::string opener;
  int opener_line = 0;
  // Lines of the document whose commands belong to it, both inclusive. An option without commands
  // ("Option C: leave the database alone") is an alternative all the same.
  int first_line = 0;
  int last_line = 0;
};

enum class GroupKind {
  kOr,             // "# Or …", "Alternatively": exactly one is right
  kOption,         // "Option 1", "Method B", "Scenario 2": exactly one is right
  kConditional,    // "# If …", "# Optional": each only when its condition holds
  kSameOperation,  // `alembic downgrade -1` and `alembic downgrade base` side by side
};

struct AlternativeGroup {
  GroupKind kind = GroupKind::kOr;
  std::vector<Alternative> alternatives;

  bool several_may_be_taken() const {
    return kind == GroupKind::kConditional || kind == GroupKind::kSameOperation;
  }
};

// Whether a block that begins between two lines, both inclusive, has commands.
bool HasCommands(const std::vector<ParsedBlock>& blocks, int first_line, int last_line);

// Outermost first: headings, the parts of each section, then segments of a block. A group may
// lie inside an alternative of another one. `blocks` are the procedure's runnable ones, in order.
std::vector<AlternativeGroup> FindAlternatives(const Document& document, const Procedure& procedure,
                                               const std::vector<ParsedBlock>& blocks);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_ALTERNATIVES_H_
