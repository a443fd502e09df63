// A process that cannot be mistaken for another: the number of one that has ended is given to a new
// one, and a signal by number would then reach a stranger.
#ifndef HARNESS_BASE_PROCESS_HANDLE_H_
#define HARNESS_BASE_PROCESS_HANDLE_H_

#include <sys/types.h>

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "harness/base/descriptor.h"

namespace drill {

class ProcessHandle {
 public:
  // A handle of no process.
  ProcessHandle() = default;
  // The process that has the number now. Whether it is the one that is meant is to be seen from
  // what Read() and OpenPath() show of it; they and Signal() mean this process, then and later.
  // NotFound when there is none.
  static absl::StatusOr<ProcessHandle> Open(pid_t pid);

  bool IsRunning() const;
  // Does nothing when the process has ended.
  void Signal(int signal) const;

  // The content of a file of its /proc directory, such as "cgroup". NotFound when it has ended.
  absl::StatusOr<std::string> Read(const std::string& name) const;
  // Opens something of its /proc directory, such as "root" or "ns/net". NotFound when it has ended.
  absl::StatusOr<Descriptor> OpenPath(const std::string& name, int flags) const;

  // Of its process group; -1 when it has ended.
  pid_t Group() const;

  // Readable (as poll() means it) when the process has ended; -1 without one.
  int ended_fd() const { return process_.get(); }
  // For messages.
  pid_t pid() const { return pid_; }

 private:
  ProcessHandle(pid_t pid, Descriptor process, Descriptor directory);

  pid_t pid_ = -1;
  Descriptor process_;
  // /proc/PID of this process; finds nothing any more when it has ended.
  Descriptor directory_;
};

}  // namespace drill

#endif  // HARNESS_BASE_PROCESS_HANDLE_H_
