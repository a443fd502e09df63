// The commands that read files and nothing else: no drill host, no root, and few packages to build.
#ifndef HARNESS_COMMAND_READING_COMMANDS_H_
#define HARNESS_COMMAND_READING_COMMANDS_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "harness/command/options.h"
#include "harness/drill/exit_codes.h"

namespace drill {

// Of an error that stands in the way of reading: the machine's (kUnavailable), or the file's.
int ExitCodeOfReading(const absl::Status& status);

// The directory that holds scenarios/ and fixtures/: $ROLLBACK_DRILL_ROOT, else the working
// directory.
std::string Root();

// Calls the one that `options.command` names; returns its exit code. Nothing when it is none of
// these.
std::optional<int> RunReadingCommand(const Options& options);

int ListScenarios(const Options& options);
int ValidateFiles(const Options& options);
int ShowProcedures(const Options& options);

}  // namespace drill

#endif  // HARNESS_COMMAND_READING_COMMANDS_H_
