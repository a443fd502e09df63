// The scenarios that a command line names.
#ifndef HARNESS_COMMAND_PREPARE_ALL_H_
#define HARNESS_COMMAND_PREPARE_ALL_H_

#include <vector>

#include "harness/command/options.h"
#include "harness/drill/prepared_drill.h"

namespace drill {

// Every scenario that was asked for, checked; prints all problems of all of them. Empty: nothing
// usable, and `exit_code` says why.
std::vector<PreparedDrill> PrepareAll(const Options& options, int* exit_code);

}  // namespace drill

#endif  // HARNESS_COMMAND_PREPARE_ALL_H_
