// A lock between processes (and threads) of one machine, by name of a file.
#ifndef HARNESS_BASE_FILE_LOCK_H_
#define HARNESS_BASE_FILE_LOCK_H_

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/base/stop_token.h"

namespace drill {

// How a lock is waited for.
struct LockWait {
  // Called once, when another holds it, with who that is as far as it can be told: "process 4711
  // (tools/drill run shop/bad_config)". May be empty.
  std::function<void(absl::string_view holder)> waiting;
  // Once set, waiting ends with Cancelled, within 0.2 s. Not owned; may be null.
  const StopToken* stop = nullptr;
};

// Held from Acquire() until destruction, or until the process is gone, however it ended. The file
// stays behind: removing it would let two holders in. It holds its last holder's process number.
class FileLock {
 public:
  // Waits for as long as another holds it. Creates the file when it is missing, not its directory.
  static absl::StatusOr<FileLock> Acquire(const std::string& path, const LockWait& wait = {});

  // As Acquire(), but shared: any number of holders may share the lock, none may hold it
  // exclusively meanwhile.
  static absl::StatusOr<FileLock> AcquireShared(const std::string& path, const LockWait& wait = {});

  // As Acquire(), but Unavailable at once when another holds it.
  static absl::StatusOr<FileLock> TryAcquire(const std::string& path);

  FileLock(FileLock&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
  FileLock& operator=(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int fd) : fd_(fd) {}
  static absl::StatusOr<FileLock> Open(const std::string& path);
  // Unavailable when another holds it.
  absl::Status Try(const std::string& path, int operation);
  static absl::StatusOr<FileLock> Wait(const std::string& path, int operation,
                                       const LockWait& wait);
  std::string Holder() const;

  int fd_;
};

}  // namespace drill

#endif  // HARNESS_BASE_FILE_LOCK_H_
