// A service's own program, changed inside its container: the change lasts as long as the container
// does, through every restart of it, and is gone with a new one.
#ifndef HARNESS_FAULT_BROKEN_PROGRAM_H_
#define HARNESS_FAULT_BROKEN_PROGRAM_H_

#include <string>

#include "absl/status/statusor.h"
#include "harness/fault/injection.h"

namespace drill {

// The program needs a version of the C library that is not there, and dies at every start.
// FailedPrecondition where it needs no C library of GNU's, or nothing would start it again.
absl::StatusOr<Injection> BreakProgram(const std::string& service, const FaultContext& context);

// The program runs under a shell that hears no TERM and passes none on. A TERM is sent, and the
// proof, made after the time that the engine leaves a container to end, is that it lives on.
// FailedPrecondition where the image has no /bin/sh.
absl::StatusOr<Injection> DeafenProgram(const std::string& service, const FaultContext& context);

}  // namespace drill

#endif  // HARNESS_FAULT_BROKEN_PROGRAM_H_
