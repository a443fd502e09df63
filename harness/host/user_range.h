// The users of one drill host: numbers of this machine that stand for the host's users 0 and up.
// Every host has a range of its own, so that not even two drills share a user.
#ifndef HARNESS_HOST_USER_RANGE_H_
#define HARNESS_HOST_USER_RANGE_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/base/descriptor.h"

namespace drill {

// Taken for as long as the object lives.
class UserRange {
 public:
  // Users of a host are numbered from 0 to one below this.
  static constexpr uint32_t kCount = 1 << 20;

  // A range that no process of this machine has. ResourceExhausted when there is none left.
  static absl::StatusOr<UserRange> Take();

  // What the host's user 0 is on this machine.
  uint32_t first() const { return first_; }

 private:
  UserRange(uint32_t first, Descriptor lock) : first_(first), lock_(std::move(lock)) {}

  uint32_t first_;
  Descriptor lock_;
};

// Whether the text of a /proc/PID/uid_map leads to users of the range that begins at `first`.
bool MapUsesRange(absl::string_view uid_map, uint32_t first);

}  // namespace drill

#endif  // HARNESS_HOST_USER_RANGE_H_
