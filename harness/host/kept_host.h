// Drill hosts that stay when their harness has ended (`run --keep`), until they are removed by name
// or with everything else. Each is a session of its own, in which nobody lives.
#ifndef HARNESS_HOST_KEPT_HOST_H_
#define HARNESS_HOST_KEPT_HOST_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace drill {

struct KeptHost {
  std::string id;
  // Name of the scenario that was drilled on it.
  std::string drill;
  // Directory in the host in which a shell starts.
  std::string directory;
  // RFC 3339.
  std::string since;
};

// Makes the host stay: neither the end of its harness nor the beginning of another one removes it.
absl::Status KeepHost(const std::string& cache_directory, const KeptHost& host);

// True when the session is that of a host that stays.
bool IsKept(const std::string& cache_directory, absl::string_view session);

// All kept hosts of this cache, sorted by id.
std::vector<KeptHost> KeptHosts(const std::string& cache_directory);

// NotFound, naming the kept hosts that there are, when `id` is none of them.
absl::StatusOr<KeptHost> FindKeptHost(const std::string& cache_directory, absl::string_view id);

// Whether its first process runs still: a machine that was switched off takes its hosts along.
bool IsRunning(const std::string& cache_directory, const KeptHost& host);

// The argument vector that runs `argv` inside, with a terminal or with the caller's own streams.
std::vector<std::string> EnterCommand(const std::string& cache_directory, const KeptHost& host,
                                      const std::vector<std::string>& argv, bool terminal);

}  // namespace drill

#endif  // HARNESS_HOST_KEPT_HOST_H_
