// Ctrl-C, TERM and a terminal that is closed (but see closed_terminals.h) ask the drill to end and
// clean up; a second Ctrl-C or TERM ends the harness, and the reaper cleans up. A closed terminal
// is told of more than once, by the kernel and by the shell: that says nothing new.
#ifndef HARNESS_COMMAND_STOP_ON_SIGNAL_H_
#define HARNESS_COMMAND_STOP_ON_SIGNAL_H_

#include "harness/base/stop_token.h"

namespace drill {

// Installs the handlers. The token lives as long as the process.
const StopToken& StopOnSignals();

// Stops as they do, for a reason that this process found by itself or was told by another one: a
// text that lives as long as the process.
void StopBecause(const char* why);

}  // namespace drill

#endif  // HARNESS_COMMAND_STOP_ON_SIGNAL_H_
