// The last drill of a scenario, as a quarterly drill is compared with it.
#ifndef HARNESS_QUARTERLY_FIND_LAST_DRILL_H_
#define HARNESS_QUARTERLY_FIND_LAST_DRILL_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/drill/drill_keeper.h"
#include "harness/journal/journal.pb.h"

namespace drill {

// The newest drill of the scenario that is kept, controls left out; otherwise the reason why there
// is none.
LastDrill FindLastDrill(DrillKeeper& keeper, const std::string& scenario);

}  // namespace drill

#endif  // HARNESS_QUARTERLY_FIND_LAST_DRILL_H_
