// A lock between processes (and threads) of one machine, by name of a file.
#ifndef HARNESS_BASE_FILE_LOCK_H_
#define HARNESS_BASE_FILE_LOCK_H_

#include <string>

#include "absl/status/statusor.h"

namespace drill {

// Held from Acquire() until destruction, or until the process is gone, however it ended. The file
// stays behind: removing it would let two holders in.
class FileLock {
 public:
  // Waits for as long as another holds it. Creates the file when it is missing, not its directory.
  static absl::StatusOr<FileLock> Acquire(const std::string& path);

  // As Acquire(), but any number may hold it in this way, and nobody in the other.
  static absl::StatusOr<FileLock> AcquireShared(const std::string& path);

  // As Acquire(), but Unavailable at once when another holds it.
  static absl::StatusOr<FileLock> TryAcquire(const std::string& path);

  FileLock(FileLock&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
  FileLock& operator=(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int fd) : fd_(fd) {}
  static absl::StatusOr<FileLock> Lock(const std::string& path, int operation);

  int fd_;
};

}  // namespace drill

#endif  // HARNESS_BASE_FILE_LOCK_H_
