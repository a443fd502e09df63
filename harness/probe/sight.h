// What a probe saw, before it is an observation with a name and a time.
#ifndef HARNESS_PROBE_SIGHT_H_
#define HARNESS_PROBE_SIGHT_H_

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "harness/probe/observation.h"

namespace drill {

struct Sight {
  Observation::Colour colour = Observation::Colour::kError;
  std::string seen;
};

inline Sight Green(std::string seen) { return {Observation::Colour::kGreen, std::move(seen)}; }
inline Sight Red(std::string seen) { return {Observation::Colour::kRed, std::move(seen)}; }
inline Sight NotSeen(std::string why) { return {Observation::Colour::kError, std::move(why)}; }
inline Sight GreenIf(bool green, std::string seen) {
  return green ? Green(std::move(seen)) : Red(std::move(seen));
}

// The system was asked and did not answer as it should: red. Anything else is the harness's or the
// scenario's fault, and proves nothing.
inline Sight SightOfDatabase(const absl::Status& status) {
  const bool systems_own = absl::IsFailedPrecondition(status) || absl::IsUnavailable(status) ||
                           absl::IsDeadlineExceeded(status) || absl::IsOutOfRange(status) ||
                           absl::IsAborted(status);
  std::string said(status.message());
  return systems_own ? Red(std::move(said)) : NotSeen(std::move(said));
}

// Of OpenDatabase(): a database without a running container is red, an engine that does not
// answer proves nothing.
inline Sight SightOfLocation(const absl::Status& status) {
  std::string said(status.message());
  return absl::IsFailedPrecondition(status) ? Red(std::move(said)) : NotSeen(std::move(said));
}

}  // namespace drill

#endif  // HARNESS_PROBE_SIGHT_H_
