#include "harness/drill/worst_exit_code.h"

#include <algorithm>

namespace drill {

int WorstExitCode(const std::vector<int>& exit_codes) {
  for (const int code : {4, 65, 1, 2, 3, 0}) {
    if (std::find(exit_codes.begin(), exit_codes.end(), code) != exit_codes.end()) return code;
  }
  return 4;
}

int ControlsExitCode(const std::vector<ControlEnd>& ends) {
  std::vector<int> codes;
  for (const ControlEnd& end : ends) {
    const bool unusable = end.exit_code == 4 || end.exit_code == 65;
    codes.push_back(unusable ? end.exit_code : end.as_expected ? 0 : 1);
  }
  return WorstExitCode(codes);
}

}  // namespace drill
