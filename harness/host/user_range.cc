#include "harness/host/user_range.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cstddef>
#include <filesystem>
#include <random>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

// Above what systemd gives to its containers, below what it keeps for foreign images; nobody's
// accounts are there.
constexpr uint32_t kLowest = 0x70000000;
constexpr uint32_t kRanges = 255;

// Holds the name of a range, which the kernel frees when the last holder ends, however it ends. Not
// valid when another has it.
absl::StatusOr<Descriptor> Hold(uint32_t first) {
  Descriptor held(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!held.valid()) return absl::InternalError(absl::StrCat("socket: ", strerror(errno)));
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  // An abstract name begins with a zero byte.
  const std::string name = absl::StrCat("rollback-drill/users/", first);
  name.copy(address.sun_path + 1, name.size());
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  if (bind(held.get(), reinterpret_cast<const sockaddr*>(&address), size) == 0) return held;
  if (errno == EADDRINUSE) return Descriptor();
  return absl::InternalError(absl::StrCat("bind: ", strerror(errno)));
}

// Whether any process has users of the range: a host may outlive the harness that reserved it.
bool IsInUse(uint32_t first) {
  std::error_code error;
  for (const fs::directory_entry& process : fs::directory_iterator("/proc", error)) {
    const absl::StatusOr<std::string> map = ReadFile(process.path().string() + "/uid_map");
    if (map.ok() && MapUsesRange(*map, first)) return true;
  }
  return false;
}

}  // namespace

bool MapUsesRange(absl::string_view uid_map, uint32_t first) {
  for (const absl::string_view line : absl::StrSplit(uid_map, '\n')) {
    const std::vector<absl::string_view> fields = absl::StrSplit(line, ' ', absl::SkipEmpty());
    uint64_t inside = 0, outside = 0, count = 0;
    if (fields.size() != 3 || !absl::SimpleAtoi(fields[0], &inside) ||
        !absl::SimpleAtoi(fields[1], &outside) || !absl::SimpleAtoi(fields[2], &count)) {
      continue;
    }
    // An identity map: the process has no user namespace of its own.
    if (inside == 0 && outside == 0) continue;
    if (outside < uint64_t{first} + UserRange::kCount && outside + count > first) return true;
  }
  return false;
}

absl::StatusOr<UserRange> UserRange::Take() {
  // From anywhere on, so that one that has just been given back is not the next.
  const uint32_t start = std::random_device()() % kRanges;
  for (uint32_t i = 0; i < kRanges; ++i) {
    const uint32_t first = kLowest + (start + i) % kRanges * kCount;
    ASSIGN_OR_RETURN(Descriptor held, Hold(first));
    if (held.valid() && !IsInUse(first)) return UserRange(first, std::move(held));
  }
  return absl::ResourceExhaustedError(
      absl::StrCat("all ", kRanges, " ranges of users for drill hosts are in use"));
}

}  // namespace drill
