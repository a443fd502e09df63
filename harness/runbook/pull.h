// Commands that ask a registry: a drill host has none unless its stack brings a mirror, and its
// engine has the stack's images.
#ifndef HARNESS_RUNBOOK_PULL_H_
#define HARNESS_RUNBOOK_PULL_H_

#include <string>

#include "harness/runbook/shell_block.h"

namespace drill {

// That the statement pulls images or logs in at a registry, and the scenario's entry with which it
// looks for the same images in the engine instead. Empty for any other statement. With a mirror, of
// pulls those alone that name another registry than Docker Hub; what compose pulls is not known
// here.
std::string ProposedPull(const Statement& statement, bool has_mirror = false);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_PULL_H_
