// What machine a drill needs, from its scenario and its stack.
#ifndef HARNESS_DRILL_ORDER_HOST_H_
#define HARNESS_DRILL_ORDER_HOST_H_

#include <string>

#include "harness/base/stop_token.h"
#include "harness/drill/host_source.h"
#include "harness/drill/prepared_drill.h"

namespace drill {

// Directory that the scenario lays over the machine's files; empty: none.
std::string OverlayOf(const PreparedDrill& drill);

// `keep`: the machine outlives the harness. The order points to the drill and to `stop`, which must
// outlive it.
HostOrder OrderHost(const PreparedDrill& drill, const std::string& id, bool keep,
                    const StopToken* stop);

}  // namespace drill

#endif  // HARNESS_DRILL_ORDER_HOST_H_
