// Ctrl-C, TERM and a terminal that is closed ask the drill to end and clean up; a second Ctrl-C or
// TERM ends the harness, and the reaper cleans up. A closed terminal is told of more than once, by
// the kernel and by the shell: that says nothing new.
#ifndef HARNESS_COMMAND_STOP_ON_SIGNAL_H_
#define HARNESS_COMMAND_STOP_ON_SIGNAL_H_

#include "harness/base/stop_token.h"

namespace drill {

// Installs the handlers. The token lives as long as the process.
const StopToken& StopOnSignals();

}  // namespace drill

#endif  // HARNESS_COMMAND_STOP_ON_SIGNAL_H_
