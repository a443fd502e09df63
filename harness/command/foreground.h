// A program in this one's place for a while.
#ifndef HARNESS_COMMAND_FOREGROUND_H_
#define HARNESS_COMMAND_FOREGROUND_H_

#include <string>
#include <vector>

#include "harness/host/drill_host.h"

namespace drill {

// Runs it with this process's own terminal and streams, whose bytes it reads and writes itself, and
// waits for it. Its exit code; 128 and the signal's number when one ended it; 127 when there is no
// such program.
int RunInForeground(const std::vector<std::string>& argv);

// What a person asked for inside the host: the command or, without one, a shell, in `directory`. A
// command of one word with blanks is a line for a shell.
int RunInside(const DrillHost& host, const std::vector<std::string>& command,
              const std::string& directory);

}  // namespace drill

#endif  // HARNESS_COMMAND_FOREGROUND_H_
