#include "harness/host/session.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/host/cgroup.h"
#include "harness/host/inventory.h"
#include "harness/host/reaper.h"

namespace drill {
namespace {

constexpr absl::Duration kReapLimit = absl::Seconds(9);

std::string NewSessionName() {
  std::random_device random;
  return absl::StrCat("s", getpid(), "-", absl::Hex(random(), absl::kZeroPad8));
}

absl::StatusOr<int> LockFile(const std::string& path) {
  while (true) {
    const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 || flock(fd, LOCK_EX) != 0)
      return absl::InternalError(absl::StrCat(path, ": ", strerror(errno)));
    // A cleaner may have taken the new file for a dead session's, and removed it.
    struct stat opened, named;
    if (fstat(fd, &opened) == 0 && stat(path.c_str(), &named) == 0 && opened.st_ino == named.st_ino)
      return fd;
    close(fd);
  }
}

absl::StatusOr<int> LockCgroup(const std::string& session) {
  ASSIGN_OR_RETURN(const CgroupMounts mounts, FindCgroupMounts());
  const std::string path = absl::StrCat(mounts.all().front(), "/", SessionCgroup(session));
  RETURN_IF_ERROR(MakeDirectories(path));
  const int fd = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0 || flock(fd, LOCK_EX) != 0)
    return absl::InternalError(absl::StrCat(path, ": ", strerror(errno)));
  return fd;
}

void RemoveDeadSessions(Store& store) {
  for (const std::string& session : SessionsWithResidue(store)) {
    if (!IsAlive(store.cache_directory(), session)) RemoveResidue(store, session, kReapLimit);
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<Session>> Session::Start(const std::string& cache_directory) {
  ASSIGN_OR_RETURN(std::unique_ptr<Store> store, Store::Open(cache_directory));
  const std::string name = NewSessionName();
  const std::string sessions = SessionsDirectory(store->cache_directory());
  RETURN_IF_ERROR(MakeDirectories(sessions));
  std::unique_ptr<Session> session(
      new Session(std::move(store), name, absl::StrCat(sessions, "/", name)));
  RETURN_IF_ERROR(session->TakeLocks());
  RETURN_IF_ERROR(session->StartReaper());
  RETURN_IF_ERROR(MakeDirectories(session->state_directory()));
  RemoveDeadSessions(session->store());
  return session;
}

Session::Session(std::unique_ptr<Store> store, std::string name, std::string state_directory)
    : store_(std::move(store)),
      name_(std::move(name)),
      state_directory_(std::move(state_directory)) {}

Session::~Session() {
  for (const int fd : {lifeline_, lock_, cgroup_lock_}) {
    if (fd >= 0) close(fd);
  }
  if (reaper_ > 0) waitpid(reaper_, nullptr, 0);
}

absl::Status Session::TakeLocks() {
  ASSIGN_OR_RETURN(lock_, LockFile(SessionLock(store_->cache_directory(), name_)));
  ASSIGN_OR_RETURN(cgroup_lock_, LockCgroup(name_));
  return absl::OkStatus();
}

absl::Status Session::StartReaper() {
  // The reaper holds the locks too, so that the session counts as living until all is removed.
  ASSIGN_OR_RETURN(const Reaper reaper, drill::StartReaper({lock_, cgroup_lock_}, [this] {
                     RemoveResidue(*store_, name_, kReapLimit);
                   }));
  lifeline_ = reaper.lifeline;
  reaper_ = reaper.pid;
  return absl::OkStatus();
}

std::string Session::NewId(absl::string_view label) {
  std::string id = absl::StrCat(name_, ".", next_.fetch_add(1), "-");
  for (const char c : label) id.push_back(absl::ascii_isalnum(c) || c == '_' ? c : '-');
  return id;
}

}  // namespace drill
