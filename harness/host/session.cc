#include "harness/host/session.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
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
#include "harness/host/kept_host.h"
#include "harness/host/reaper.h"

namespace drill {
namespace {

constexpr absl::Duration kReapLimit = absl::Seconds(9);
constexpr int kLockTries = 1000;

std::string Plain(absl::string_view label) {
  std::string plain;
  for (const char c : label) plain.push_back(absl::ascii_isalnum(c) || c == '_' ? c : '-');
  return plain;
}

std::string NewSessionName(absl::string_view prefix) {
  std::random_device random;
  return absl::StrCat(prefix, getpid(), "-", absl::Hex(random(), absl::kZeroPad8));
}

// A cleaner may have taken what was just made for a dead session's, and removed it.
bool IsStillThere(const Descriptor& opened, const std::string& path) {
  struct stat own, named;
  return fstat(opened.get(), &own) == 0 && stat(path.c_str(), &named) == 0 &&
         own.st_ino == named.st_ino;
}

absl::StatusOr<Descriptor> LockFile(const std::string& path) {
  for (int i = 0; i < kLockTries; ++i) {
    Descriptor file(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!file.valid() || flock(file.get(), LOCK_EX) != 0) break;
    if (IsStillThere(file, path)) return file;
  }
  return absl::InternalError(absl::StrCat(path, ": ", strerror(errno)));
}

absl::StatusOr<Descriptor> LockCgroup(const std::string& session) {
  ASSIGN_OR_RETURN(const CgroupMounts mounts, FindCgroupMounts());
  const std::string path = absl::StrCat(mounts.all().front(), "/", SessionCgroup(session));
  for (int i = 0; i < kLockTries; ++i) {
    RETURN_IF_ERROR(MakeDirectories(path));
    Descriptor directory(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.valid() && errno == ENOENT) continue;
    if (!directory.valid() || flock(directory.get(), LOCK_EX) != 0) break;
    if (IsStillThere(directory, path)) return directory;
  }
  return absl::InternalError(absl::StrCat(path, ": ", strerror(errno)));
}

void RemoveDeadSessions(Store& store) {
  const std::string& cache = store.cache_directory();
  for (const std::string& session : SessionsWithResidue(store)) {
    if (!IsAlive(cache, session) && !IsKept(cache, session))
      RemoveResidue(store, session, kReapLimit);
  }
}

void RemoveAllOf(Store& store, const std::string& session) {
  RemoveResidue(store, session, kReapLimit);
  // Its machines that were to be kept, and whose drills did not get so far.
  RemoveDeadSessions(store);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Session>> Session::Start(const std::string& cache_directory) {
  ASSIGN_OR_RETURN(std::unique_ptr<Store> store, Store::Open(cache_directory));
  RETURN_IF_ERROR(store->CheckRoom());
  const std::string name = NewSessionName("s");
  const std::string sessions = SessionsDirectory(store->cache_directory());
  RETURN_IF_ERROR(MakeDirectories(sessions));
  std::unique_ptr<Session> session(
      new Session(std::move(store), name, absl::StrCat(sessions, "/", name)));
  RETURN_IF_ERROR(session->TakeLocks(name));
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
  if (reaper_watch_.joinable()) {
    const uint64_t one = 1;
    (void)!write(ending_.get(), &one, sizeof(one));
    reaper_watch_.join();
  }
  locks_.clear();
  machine_lifeline_end_ = Descriptor();
  const bool reaper_is_there = reaper_.IsRunning();
  lifeline_ = Descriptor();
  if (reaper_.pid() > 0) waitpid(reaper_.pid(), nullptr, 0);
  if (reaper_.pid() > 0 && !reaper_is_there) RemoveAllOf(*store_, name_);
}

absl::Status Session::TakeLocks(const std::string& session) {
  ASSIGN_OR_RETURN(Descriptor file, LockFile(SessionLock(store_->cache_directory(), session)));
  ASSIGN_OR_RETURN(Descriptor cgroup, LockCgroup(session));
  const std::lock_guard<std::mutex> lock(mutex_);
  locks_.push_back(std::move(file));
  locks_.push_back(std::move(cgroup));
  return absl::OkStatus();
}

absl::Status Session::StartReaper() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return absl::InternalError(absl::StrCat("pipe2: ", strerror(errno)));
  machine_lifeline_ = Descriptor(ends[0]);
  machine_lifeline_end_ = Descriptor(ends[1]);
  // The reaper holds the locks too, so that the session counts as living until all is removed.
  std::vector<int> keep = {machine_lifeline_end_.get()};
  for (const Descriptor& lock : locks_) keep.push_back(lock.get());
  ASSIGN_OR_RETURN(Reaper reaper,
                   drill::StartReaper(keep, [this] { RemoveAllOf(*store_, name_); }));
  lifeline_ = std::move(reaper.lifeline);
  reaper_ = std::move(reaper.process);
  ending_ = Descriptor(eventfd(0, EFD_CLOEXEC));
  reaper_watch_ = std::thread([this] { WatchReaper(); });
  return absl::OkStatus();
}

void Session::WatchReaper() {
  pollfd fds[2] = {{reaper_.ended_fd(), POLLIN, 0}, {ending_.get(), POLLIN, 0}};
  while (poll(fds, 2, -1) < 0 && errno == EINTR) {
  }
  if (fds[1].revents != 0) return;
  std::fprintf(stderr,
               "The process that cleans up after this one was ended by somebody. Stopping, since "
               "nothing would clean up any more.\n");
  kill(getpid(), SIGTERM);
}

std::string Session::NewId(absl::string_view label) {
  return absl::StrCat(name_, ".", next_.fetch_add(1), "-", Plain(label));
}

absl::StatusOr<std::string> Session::NewKeepableId(absl::string_view label) {
  const std::string session = NewSessionName(std::string(1, kKeepablePrefix));
  RETURN_IF_ERROR(TakeLocks(session));
  return absl::StrCat(session, ".", next_.fetch_add(1), "-", Plain(label));
}

}  // namespace drill
