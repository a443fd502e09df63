// Asks several requests many times, to find errors that are rare and answers that alternate.
#ifndef HARNESS_TWIN_ASK_IN_ROUNDS_H_
#define HARNESS_TWIN_ASK_IN_ROUNDS_H_

#include <cstddef>
#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/stop_token.h"
#include "harness/probe/http_exchange.h"
#include "harness/twin/request_record.h"

namespace drill {

// How long asking takes at most, where all requests are answered.
inline constexpr absl::Duration kAskingLimit = absl::Milliseconds(2500);

struct RoundsOptions {
  // How often each request is sent that may be sent many times.
  int asks = 180;
  // How many requests are under way at most; with one, all are asked in the caller's thread.
  int workers = 4;
  // No further round begins after so long; the first one always does.
  absl::Duration limit = kAskingLimit;
  // Wait before requests that had errors, or no answer at all, are sent again.
  absl::Duration pause = absl::Seconds(1);
  Clock* clock = &RealClock();
  // Not owned; may be null.
  const StopToken* stop = nullptr;
};

// Sends the request of this index once. Called by several threads.
using AskOnce = std::function<absl::StatusOr<HttpReply>(size_t request)>;

// For each request, of which `many` says whether it may be sent many times, what came of it. An
// error counts only where there is one again after the pause: a system that has only just come back
// may stumble once. Of a request that fails three times in a hundred that is found with more than
// 99 %: 180 times asked, and 240 times again. One that may not be sent many times is sent once, and
// once again after an error; one that is not answered in time twice is not asked further.
std::vector<RequestRecord> AskInRounds(const std::vector<bool>& many, const AskOnce& ask,
                                       const RoundsOptions& options);

}  // namespace drill

#endif  // HARNESS_TWIN_ASK_IN_ROUNDS_H_
