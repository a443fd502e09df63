// What is seen of the system before, or while, a fault is injected: what its proof is compared
// with.
#ifndef HARNESS_FAULT_LOOK_BEFORE_H_
#define HARNESS_FAULT_LOOK_BEFORE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/fault/injection.h"
#include "harness/probe/observation.h"
#include "harness/probe/requests_probe.h"

namespace drill {

// Looks once. An error only when the host cannot be looked into at all.
absl::StatusOr<Observation> LookBefore(const Probe& probe, const FaultContext& context);

// FailedPrecondition, with what was seen, unless the probe is green: `what` is missing for the
// fault to take hold.
absl::Status MustBeGreenBefore(const Probe& probe, absl::string_view what,
                               const FaultContext& context);

// One value from the stack's database, without side effect. FailedPrecondition when it does not
// answer: a fault in it cannot take hold.
absl::StatusOr<std::string> ReadFromDatabase(const std::string& query, const FaultContext& context,
                                             const std::string& id = "");

// How the URL answers now. FailedPrecondition when it cannot be told.
absl::StatusOr<RequestsMeasured> MeasureBefore(const std::string& url, int requests,
                                               const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_LOOK_BEFORE_H_
