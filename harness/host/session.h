// One running harness, as seen by what cleans up after it: a name that everything it makes carries,
// a directory for its state, and a reaper that outlives it.
//
//   int main(...) {
//     // No threads yet.
//     ASSIGN_OR_RETURN(std::unique_ptr<Session> session, Session::Start(cache));
//     const std::string id = session->NewId("bad-migration");
#ifndef HARNESS_HOST_SESSION_H_
#define HARNESS_HOST_SESSION_H_

#include <sys/types.h>

#include <atomic>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/host/store.h"

namespace drill {

// Thread-safe after Start().
class Session {
 public:
  // Opens the store, removes what dead sessions of this cache left, and forks the reaper. Call it
  // before threads are started, once in a process.
  static absl::StatusOr<std::unique_ptr<Session>> Start(const std::string& cache_directory);

  // Lets the reaper remove whatever is left, and waits for it (10 s at most).
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  Store& store() { return *store_; }
  const std::string& name() const { return name_; }

  // A new name, "<session>.<number>-<label>"; `label` has only letters, digits, '-' and '_' (others
  // become '-'). Clones and hosts must carry such names: the reaper finds them by it.
  std::string NewId(absl::string_view label);

  // Removed with the session.
  const std::string& state_directory() const { return state_directory_; }

  // The reaper, for tests.
  pid_t reaper() const { return reaper_; }

 private:
  Session(std::unique_ptr<Store> store, std::string name, std::string state_directory);
  absl::Status TakeLocks();
  absl::Status StartReaper();

  const std::unique_ptr<Store> store_;
  const std::string name_;
  const std::string state_directory_;
  std::atomic<int> next_{1};
  int lock_ = -1;
  int cgroup_lock_ = -1;
  int lifeline_ = -1;
  pid_t reaper_ = -1;
};

}  // namespace drill

#endif  // HARNESS_HOST_SESSION_H_
