// What users of a machine are answered.
#ifndef HARNESS_TWIN_BEHAVIOUR_PORTRAIT_H_
#define HARNESS_TWIN_BEHAVIOUR_PORTRAIT_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "harness/host/drill_host.h"
#include "harness/stack/stack.pb.h"
#include "harness/twin/ask_in_rounds.h"
#include "harness/twin/portrait.pb.h"
#include "harness/twin/request_record.h"
#include "harness/twin/user_requests.h"

namespace drill {

// The requests of a stack's users, and what they were answered. What is kept is what FieldsOf()
// (answer_traits.h) gives; no body is.
struct UsersAnswers {
  std::vector<AskedRequest> requests;
  // One for each request.
  std::vector<RequestRecord> records;
};

// Asks what user_requests.h says, from inside the host's network; nothing where the stack gives
// nothing to ask. Takes some three seconds. Redirects are not followed. Cancelled when the stop
// token was set, another error when the network cannot be entered.
absl::StatusOr<UsersAnswers> AskUsersRequests(DrillHost& host, const Stack& stack,
                                              const RoundsOptions& options);

// Asks again, twice and in no time, what may be asked again and was answered: what broke since then
// is seen. What is broken already would be waited for in vain. Errors as above.
absl::Status AskOnceMore(DrillHost& host, const Stack& stack, RoundsOptions options,
                         UsersAnswers* answers);

// Adds the traits and the latency of each request.
void PaintAnswers(const UsersAnswers& answers, Portrait* portrait);

}  // namespace drill

#endif  // HARNESS_TWIN_BEHAVIOUR_PORTRAIT_H_
