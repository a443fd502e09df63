// The end of a gate, whether it was run here or put together from parts.
#ifndef HARNESS_COMMAND_TELL_GATE_H_
#define HARNESS_COMMAND_TELL_GATE_H_

#include <string>

#include "harness/journal/gate_report.pb.h"

namespace drill {

// Writes the gate's files below `out`, tells the CI system that this runs in, and prints how it
// ended. Returns the command's exit code: the gate's own, or that of a machine error where
// something could not be written.
int TellGate(const GateReport& report, const std::string& out);

}  // namespace drill

#endif  // HARNESS_COMMAND_TELL_GATE_H_
