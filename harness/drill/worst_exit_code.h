// The exit code of several drills.
#ifndef HARNESS_DRILL_WORST_EXIT_CODE_H_
#define HARNESS_DRILL_WORST_EXIT_CODE_H_

#include <vector>

namespace drill {

// Of several drills: the worst, in the order 4, 65, 1, 2, 3, 0. None: 4.
int WorstExitCode(const std::vector<int>& exit_codes);

// How one of several controls ended.
struct ControlEnd {
  int exit_code = 4;
  bool as_expected = false;
};

// Of several controls: 0 when each of them did as it must, 1 when one did not; 4 and 65 as ever.
int ControlsExitCode(const std::vector<ControlEnd>& ends);

}  // namespace drill

#endif  // HARNESS_DRILL_WORST_EXIT_CODE_H_
