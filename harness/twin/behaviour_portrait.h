// What users of a machine are answered.
#ifndef HARNESS_TWIN_BEHAVIOUR_PORTRAIT_H_
#define HARNESS_TWIN_BEHAVIOUR_PORTRAIT_H_

#include "absl/status/status.h"
#include "harness/host/drill_host.h"
#include "harness/stack/stack.pb.h"
#include "harness/twin/ask_in_rounds.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// Asks what user_requests.h says, from inside the host's network, and adds the traits and the
// latency of each request; nothing where the stack gives nothing to ask. Takes some three seconds.
// What is written down is what FieldsOf() (answer_traits.h) gives; no body is kept. Redirects are
// not followed. Cancelled when the stop token was set, another error when the network cannot be
// entered.
absl::Status PaintBehaviour(DrillHost& host, const Stack& stack, const RoundsOptions& options,
                            Portrait* portrait);

}  // namespace drill

#endif  // HARNESS_TWIN_BEHAVIOUR_PORTRAIT_H_
