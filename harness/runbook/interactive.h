// Commands that need a person, or never come back.
#ifndef HARNESS_RUNBOOK_INTERACTIVE_H_
#define HARNESS_RUNBOOK_INTERACTIVE_H_

#include <optional>
#include <string>

#include "harness/runbook/programs.h"
#include "harness/runbook/shell_block.h"

namespace drill {

// Why the command cannot be run unattended: "opens an editor", "never returns", "asks a person".
// Nothing when it can, as far as its words tell.
std::optional<std::string> NeedsPerson(const ShellCall& call,
                                       const ProgramTable& programs = ProgramTable::Shipped());

// Why the words are no command at all: prose of clicks, bare SQL. Nothing when they may be one.
std::optional<std::string> NotACommand(const ShellCall& call);

// What the call does, by what is known of its program.
Decision DecideCall(const ShellCall& call, const ProgramTable& programs);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_INTERACTIVE_H_
