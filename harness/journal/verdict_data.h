// What was judged of a drill, as a value; harness/journal/verdict.h makes it from the journal.
#ifndef HARNESS_JOURNAL_VERDICT_DATA_H_
#define HARNESS_JOURNAL_VERDICT_DATA_H_

#include <string>
#include <vector>

#include "harness/journal/journal.pb.h"

namespace drill {

struct Verdict {
  // Unspecified is an error wherever it is read.
  Outcome outcome = OUTCOME_UNSPECIFIED;
  // Of a run of this drill alone: 0, 1, 2, 3, 4 or 65.
  int exit_code = 4;
  // The drill ended as its scenario expects (a known-bad one: failed, by the check it names).
  bool as_expected = false;
  // Correct, but not within the time target.
  bool over_target = false;
  // Tear-down left something on the machine.
  bool residue = false;
  // Why it is not passed, or not as expected; the first one is quoted on the console's last lines.
  std::vector<std::string> reasons;
};

}  // namespace drill

#endif  // HARNESS_JOURNAL_VERDICT_DATA_H_
