// For a program that goes on when its terminal is closed.
#ifndef HARNESS_COMMAND_CLOSED_TERMINALS_H_
#define HARNESS_COMMAND_CLOSED_TERMINALS_H_

#include <atomic>

namespace drill {

// From now on SIGHUP, by which the kernel and the shell tell of a closed terminal, is counted and
// does nothing else, and writing to a pipe that nobody reads does not end the process. The number
// lives as long as the process. Programs that are started later have the usual handlers.
const std::atomic<int>& CountClosedTerminals();

}  // namespace drill

#endif  // HARNESS_COMMAND_CLOSED_TERMINALS_H_
