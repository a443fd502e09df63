// The capabilities of a drill host: those that documented commands and an engine need, as far as
// this machine has them to give. A fixed list would fail on machines that lack one.
#ifndef HARNESS_HOST_CAPABILITIES_H_
#define HARNESS_HOST_CAPABILITIES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace drill {

// The mask on the line "CapBnd:" of /proc/self/status. InvalidArgument when there is none.
absl::StatusOr<uint64_t> BoundingSet(absl::string_view proc_status);

// The names ("CAP_CHOWN") of a mask, in the kernel's order. Bits newer than this program are left
// out: the runtime would not know them either.
std::vector<std::string> CapabilityNames(uint64_t mask);

// Those of a mask that a drill host gets. In a namespace of users they count for what is the host's
// own; without one, each of the others would let its root change or stop the whole machine.
std::vector<std::string> HostCapabilities(uint64_t mask);

}  // namespace drill

#endif  // HARNESS_HOST_CAPABILITIES_H_
