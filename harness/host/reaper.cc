#include "harness/host/reaper.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// Descriptors of the caller that stayed open would keep a reader of its output waiting.
void CloseAllBut(const std::vector<int>& keep) {
  const int null = open("/dev/null", O_RDWR);
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(null, standard);
  const int most = static_cast<int>(sysconf(_SC_OPEN_MAX));
  for (int fd = STDERR_FILENO + 1; fd < std::min(most, 65536); ++fd) {
    if (std::find(keep.begin(), keep.end(), fd) == keep.end()) close(fd);
  }
}

void WaitForEnd(int lifeline) {
  char byte;
  ssize_t n;
  do {
    n = read(lifeline, &byte, sizeof(byte));
  } while (n > 0 || (n < 0 && errno == EINTR));
}

[[noreturn]] void RunReaper(int lifeline, std::vector<int> keep,
                            const std::function<void()>& clean) {
  setsid();
  prctl(PR_SET_NAME, "drill-reaper");
  for (const int signal_number :
       {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGTTOU, SIGTTIN, SIGUSR1, SIGUSR2, SIGALRM})
    signal(signal_number, SIG_IGN);
  signal(SIGCHLD, SIG_DFL);
  (void)!chdir("/");
  keep.push_back(lifeline);
  CloseAllBut(keep);
  WaitForEnd(lifeline);
  clean();
  _exit(0);
}

}  // namespace

absl::StatusOr<Reaper> StartReaper(const std::vector<int>& keep,
                                   const std::function<void()>& clean) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return absl::InternalError(absl::StrCat("pipe2: ", strerror(errno)));
  const pid_t pid = fork();
  if (pid < 0) return absl::InternalError(absl::StrCat("fork: ", strerror(errno)));
  if (pid == 0) RunReaper(ends[0], keep, clean);
  close(ends[0]);
  Reaper reaper;
  reaper.lifeline = Descriptor(ends[1]);
  // Our child: its number is its own until we have waited for it.
  ASSIGN_OR_RETURN(reaper.process, ProcessHandle::Open(pid));
  return reaper;
}

}  // namespace drill
