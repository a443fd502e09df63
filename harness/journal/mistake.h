// Which mistake a mutant is, whatever became of it.
#ifndef HARNESS_JOURNAL_MISTAKE_H_
#define HARNESS_JOURNAL_MISTAKE_H_

#include <string>
#include <tuple>

#include "harness/journal/mutation.pb.h"

namespace drill {

// Kind, line and command, and line and text of the other command that takes part.
using Mistake = std::tuple<MutantKind, int, std::string, int, std::string>;

// Two mutants of one procedure with equal ones are the same mistake. A document may have a command
// twice in one line: only their order tells those two apart.
Mistake MistakeOf(const MutantResult& mutant);

}  // namespace drill

#endif  // HARNESS_JOURNAL_MISTAKE_H_
