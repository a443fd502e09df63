// Work in numbered pieces, several at once.
#ifndef HARNESS_DRILL_NUMBERED_WORK_H_
#define HARNESS_DRILL_NUMBERED_WORK_H_

#include <functional>

#include "harness/base/stop_token.h"

namespace drill {

// Calls `work` with each number from 0 up to, not including, `total`, in order, up to `jobs` calls
// at a time, each in a thread. Returns when all calls have returned. Once `stop` is set no call is
// begun.
void DoNumberedWork(int total, int jobs, const StopToken& stop,
                    const std::function<void(int)>& work);

}  // namespace drill

#endif  // HARNESS_DRILL_NUMBERED_WORK_H_
