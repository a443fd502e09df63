// Commands that do the same operation with another target: of `alembic downgrade -1` and
// `alembic downgrade base` a person runs one, wherever in the procedure they stand.
#ifndef HARNESS_RUNBOOK_SAME_OPERATION_H_
#define HARNESS_RUNBOOK_SAME_OPERATION_H_

#include <string>
#include <vector>

#include "harness/runbook/alternatives.h"

namespace drill {

// "alembic downgrade" for `docker compose exec x python -m alembic downgrade -1`; with the object's
// name where a command takes one ("rollout undo deploy/api"). Empty: another kind of command.
std::string ExclusiveOperation(const ShellCall& call);

// Adds a group for every such operation that is not yet covered. A group that is there already
// counts as one of the new group's alternatives.
void AddSameOperations(const std::vector<ParsedBlock>& blocks,
                       std::vector<AlternativeGroup>& groups);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_SAME_OPERATION_H_
