// A user namespace: its root is root of nothing outside of it.
#ifndef HARNESS_HOST_USER_NAMESPACE_H_
#define HARNESS_HOST_USER_NAMESPACE_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "harness/base/descriptor.h"

namespace drill {

// A new one, in which users and groups 0 to `count` - 1 are `first` and up of this machine. It
// lives as long as its descriptor. Unimplemented when this machine does not let us.
absl::StatusOr<Descriptor> MakeUserNamespace(uint32_t first, uint32_t count);

}  // namespace drill

#endif  // HARNESS_HOST_USER_NAMESPACE_H_
