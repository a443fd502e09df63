// What a reader must know of a command that neither its text nor its exit code shows.
#ifndef HARNESS_JOURNAL_COMMAND_REMARKS_H_
#define HARNESS_JOURNAL_COMMAND_REMARKS_H_

#include <string>
#include <vector>

#include "harness/journal/journal.pb.h"

namespace drill {

// One sentence each: that its meaning depends on the version of the engine or of compose, and what
// it meant here; in what its output is not as expected; that it failed because a drill host has no
// registry; that a script it fed to another shell was not run to its end. Pure.
std::vector<std::string> CommandRemarks(const CommandRun& command, const Machine& machine);

// That the command failed because a drill host has no registry; empty where it did not. Pure.
std::string RegistryRemark(const CommandRun& command);

// That the command failed because a drill host is kept from the machine below it: a mount of a
// device, a module, a setting without a stand-in. Empty where it did not. Pure.
std::string HostRefusalRemark(const CommandRun& command);

// Source of the check "procedure" when the command that ended it was refused so: what was found
// after that says nothing of the document.
inline constexpr char kRefusedByHost[] = "the drill host";

}  // namespace drill

#endif  // HARNESS_JOURNAL_COMMAND_REMARKS_H_
