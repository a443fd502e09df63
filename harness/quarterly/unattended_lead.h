// Nobody leads the drill: stated times pass in a person's place.
#ifndef HARNESS_QUARTERLY_UNATTENDED_LEAD_H_
#define HARNESS_QUARTERLY_UNATTENDED_LEAD_H_

#include <memory>

#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/stop_token.h"
#include "harness/drill/lead.h"

namespace drill {

struct LeadDelays {
  absl::Duration decision = absl::Seconds(60);
  // Before each command.
  absl::Duration step = absl::Seconds(5);
};

// Decides for what the scenario says, runs every command, ticks nothing. `clock` and `stop` must
// outlive it; `stop` may be null.
std::unique_ptr<Lead> UnattendedLead(const LeadDelays& delays, Clock& clock, const StopToken* stop);

}  // namespace drill

#endif  // HARNESS_QUARTERLY_UNATTENDED_LEAD_H_
