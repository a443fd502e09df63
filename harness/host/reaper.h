// A process that outlives the harness and cleans up after it, however the harness ended.
#ifndef HARNESS_HOST_REAPER_H_
#define HARNESS_HOST_REAPER_H_

#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/base/descriptor.h"
#include "harness/base/process_handle.h"

namespace drill {

struct Reaper {
  ProcessHandle process;
  // The harness holds it open; its closing, by the end of the process at the latest, starts the
  // cleaning.
  Descriptor lifeline;
};

// Forks a process in a session of its own, deaf to the signals a terminal sends, that keeps this
// process's mount namespace and the file descriptors in `keep`, waits for the end of the lifeline,
// runs `clean` once and exits. Call it while there is one thread. Internal when the kernel refuses.
absl::StatusOr<Reaper> StartReaper(const std::vector<int>& keep,
                                   const std::function<void()>& clean);

}  // namespace drill

#endif  // HARNESS_HOST_REAPER_H_
