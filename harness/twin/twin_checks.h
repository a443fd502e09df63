// What a comparison with healthy machines means for a drill.
#ifndef HARNESS_TWIN_TWIN_CHECKS_H_
#define HARNESS_TWIN_TWIN_CHECKS_H_

#include <string>
#include <vector>

#include "harness/journal/journal.pb.h"
#include "harness/scenario/difference.pb.h"
#include "harness/twin/compare_portraits.h"
#include "harness/twin/meant_to_stay.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

struct TwinFindings {
  // "twin/engine" and so on: one for each category of which anything was looked at, and
  // "twin/speed" where requests were timed. Failed by every finding.
  std::vector<CheckResult> checks;
  // What was compared, told, declared and masked, for each of them.
  std::vector<TwinSight> sights;
};

// `healthy` are two machines or more. What is meant to stay as it was before the procedure counts
// as declared. `before_fault`: the drilled machine's database, whose rows are looked for again;
// null: they may be others now. Pure.
TwinFindings JudgeTwin(const std::vector<Portrait>& healthy, const Portrait& found,
                       const std::vector<Difference>& differences, const MeantToStay& meant = {},
                       const Portrait* before_fault = nullptr);

// The lines by which a scenario declares a difference, with the reason left for a person to give.
std::string DeclarationOf(const TwinDifference& difference);

}  // namespace drill

#endif  // HARNESS_TWIN_TWIN_CHECKS_H_
