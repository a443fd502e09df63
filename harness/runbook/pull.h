// Commands that ask a registry: a drill host has none, and its engine has the stack's images.
#ifndef HARNESS_RUNBOOK_PULL_H_
#define HARNESS_RUNBOOK_PULL_H_

#include <string>

#include "harness/runbook/shell_block.h"

namespace drill {

// That the statement pulls images or logs in at a registry, and the scenario's entry with which it
// looks for the same images in the engine instead. Empty for any other statement.
std::string ProposedPull(const Statement& statement);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_PULL_H_
