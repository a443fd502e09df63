#include "harness/journal/failed_summary.h"

namespace drill {

Summary FailedSummary(const std::string& scenario, const absl::Status& status) {
  Summary summary;
  summary.set_scenario(scenario);
  summary.set_outcome(OUTCOME_ERROR);
  summary.set_exit_code(4);
  summary.add_reasons(std::string(status.message()));
  return summary;
}

}  // namespace drill
