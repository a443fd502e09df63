// What one probe saw at one instant.
#ifndef HARNESS_PROBE_OBSERVATION_H_
#define HARNESS_PROBE_OBSERVATION_H_

#include <string>

#include "absl/time/time.h"

namespace drill {

struct Observation {
  enum class Colour {
    // The harness could not look: proves nothing, neither that the system is well nor that it is
    // not.
    kError,
    kRed,
    kGreen,
  };

  // Name of the probe.
  std::string probe;
  Colour colour = Colour::kError;
  // One line for the report; never a secret.
  std::string seen;
  // Clock::Monotonic() when it began, and when the answer was there. A probe that waited for the
  // system to come back saw it come back at `ended`.
  absl::Duration began;
  absl::Duration ended;

  bool green() const { return colour == Colour::kGreen; }
};

// "api_health: green: 200, status=ok".
std::string ToLine(const Observation& observation);

}  // namespace drill

#endif  // HARNESS_PROBE_OBSERVATION_H_
