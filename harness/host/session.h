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
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/base/descriptor.h"
#include "harness/base/process_handle.h"
#include "harness/host/store.h"

namespace drill {

// Thread-safe after Start().
class Session {
 public:
  // Opens the store, removes what dead sessions of this cache left, and forks the reaper. Call it
  // before threads are started, once in a process. When the reaper is ended by somebody, this
  // process is asked to stop (SIGTERM): nobody would clean up after it.
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

  // As NewId(), for a machine that outlives the session if KeepHost() is called for it. Until then
  // it is removed with the session like all others.
  absl::StatusOr<std::string> NewKeepableId(absl::string_view label);

  // Opened for reading, a file that ends when this process and the reaper have both ended, however
  // that came: with it ends a machine that nobody would remove.
  std::string Lifeline() const { return machine_lifeline_.Path(); }

  // Removed with the session.
  const std::string& state_directory() const { return state_directory_; }

  // The reaper, for tests.
  pid_t reaper() const { return reaper_.pid(); }

 private:
  Session(std::unique_ptr<Store> store, std::string name, std::string state_directory);
  absl::Status TakeLocks(const std::string& session);
  absl::Status StartReaper();
  void WatchReaper();

  const std::unique_ptr<Store> store_;
  const std::string name_;
  const std::string state_directory_;
  std::atomic<int> next_{1};
  // Held for as long as the session, or one of its machines that may be kept, counts as living.
  std::mutex mutex_;
  std::vector<Descriptor> locks_;
  Descriptor machine_lifeline_;
  // Ends with this process and the reaper.
  Descriptor machine_lifeline_end_;
  Descriptor lifeline_;
  ProcessHandle reaper_;
  std::thread reaper_watch_;
  Descriptor ending_;  // An event: the session ends, and the reaper with it.
};

}  // namespace drill

#endif  // HARNESS_HOST_SESSION_H_
