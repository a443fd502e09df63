// What one probe saw at one instant.
#ifndef HARNESS_VERIFY_OBSERVATION_H_
#define HARNESS_VERIFY_OBSERVATION_H_

#include <string>

#include "absl/strings/string_view.h"
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

// `text` in one line of at most `limit` bytes.
std::string OneLine(absl::string_view text, size_t limit = 200);

}  // namespace drill

#endif  // HARNESS_VERIFY_OBSERVATION_H_
