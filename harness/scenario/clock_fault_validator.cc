#include "harness/scenario/clock_fault_validator.h"

#include <cstdlib>

namespace drill {
namespace {

// Least offset in seconds: a smaller one could be caused by the machine's load.
constexpr int64_t kLeast = 10;

}  // namespace

bool ValidateClockFault(const std::string& path, const ClockFault& fault, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "service"), fault.service(),
                       "the compose service whose clock is wrong");
  const std::string offset = FieldPath(path, "offset");
  if (checker->Require(offset, fault.has_offset(), "how far its clock is ahead")) {
    if (std::abs(fault.offset().seconds()) < kLeast || fault.offset().nanos() != 0)
      checker->Add(offset, "is not a number of whole seconds, 10 at least, ahead or behind",
                   "such as { seconds: 3600 } or { seconds: -3600 }");
  }
  checker->Url(FieldPath(path, "url"), fault.url());
  return true;
}

}  // namespace drill
