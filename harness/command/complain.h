// What a command says on stderr.
#ifndef HARNESS_COMMAND_COMPLAIN_H_
#define HARNESS_COMMAND_COMPLAIN_H_

#include "absl/strings/string_view.h"

namespace drill {

// A line for a person, on stderr, without what a terminal would obey.
void Complain(absl::string_view text);

}  // namespace drill

#endif  // HARNESS_COMMAND_COMPLAIN_H_
