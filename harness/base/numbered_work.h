// Work in numbered pieces, several at once.
#ifndef HARNESS_BASE_NUMBERED_WORK_H_
#define HARNESS_BASE_NUMBERED_WORK_H_

#include <functional>
#include <optional>

#include "harness/base/stop_token.h"

namespace drill {

// Which number the same thread will be called with next, so that it can be prepared; from then on
// no other thread is called with it. Always the same answer within one call. Nullopt: none is left.
using ClaimNext = std::function<std::optional<int>()>;

// Calls `work` with each number from 0 up to, not including, `total`, up to `jobs` calls at a time,
// each in a thread, in order but for numbers that were claimed. Returns when all calls have
// returned. Once `stop` is set no call is begun, not of a number that was claimed either.
void DoNumberedWork(int total, int jobs, const StopToken& stop,
                    const std::function<void(int, const ClaimNext&)>& work);

}  // namespace drill

#endif  // HARNESS_BASE_NUMBERED_WORK_H_
