#include "harness/runbook/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"

namespace drill {
namespace {

constexpr int kRows = 50;
constexpr int kColumns = 200;
constexpr int kWritePatienceMs = 10000;

// Between fork and exec: async-signal-safe calls only.
[[noreturn]] void ExecOnTerminal(int slave, int failure, const char* const* argv) {
  setsid();
  ioctl(slave, TIOCSCTTY, 0);
  for (int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(slave, fd);
  if (slave > STDERR_FILENO) close(slave);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  // The harness ignores it; an operator's shell does not.
  signal(SIGPIPE, SIG_DFL);
  execvp(argv[0], const_cast<char* const*>(argv));
  const int error = errno;
  (void)!write(failure, &error, sizeof(error));
  _exit(127);
}

absl::Status ErrnoError(absl::string_view what) {
  return absl::InternalError(absl::StrCat(what, ": ", strerror(errno)));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Terminal>> Terminal::Open(const std::vector<std::string>& argv) {
  if (argv.empty()) return absl::InvalidArgumentError("no program was named");
  int master = -1, slave = -1;
  winsize size = {kRows, kColumns, 0, 0};
  if (openpty(&master, &slave, nullptr, nullptr, &size) != 0) return ErrnoError("openpty");
  int failure[2];
  if (pipe2(failure, O_CLOEXEC) != 0) {
    close(master);
    close(slave);
    return ErrnoError("pipe2");
  }
  fcntl(master, F_SETFD, FD_CLOEXEC);
  std::vector<const char*> pointers;
  for (const std::string& argument : argv) pointers.push_back(argument.c_str());
  pointers.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) ExecOnTerminal(slave, failure[1], pointers.data());
  close(slave);
  close(failure[1]);
  int error = child < 0 ? errno : 0;
  if (child > 0 && read(failure[0], &error, sizeof(error)) > 0) waitpid(child, nullptr, 0);
  close(failure[0]);
  if (error == 0) return std::unique_ptr<Terminal>(new Terminal(master, child));
  close(master);
  const std::string message = absl::StrCat(argv[0], ": ", strerror(error));
  return error == ENOENT ? absl::NotFoundError(message) : absl::InternalError(message);
}

Terminal::~Terminal() {
  close(master_);
  master_ = -1;
  WaitStatus(absl::Seconds(2));
}

absl::Status Terminal::Write(absl::string_view bytes) {
  while (!bytes.empty()) {
    pollfd fd = {master_, POLLOUT, 0};
    if (poll(&fd, 1, kWritePatienceMs) <= 0)
      return absl::UnavailableError("the terminal takes no more input");
    // Small pieces: a terminal's buffer holds 4096 bytes, and a blocking write would wait for more.
    const ssize_t n = write(master_, bytes.data(), std::min<size_t>(bytes.size(), 512));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return absl::UnavailableError(absl::StrCat("the terminal: ", strerror(errno)));
    bytes.remove_prefix(static_cast<size_t>(n));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> Terminal::Read(absl::Duration wait) {
  pollfd fd = {master_, POLLIN, 0};
  if (poll(&fd, 1, static_cast<int>(absl::ToInt64Milliseconds(wait))) <= 0) return std::string();
  char buffer[65536];
  const ssize_t n = read(master_, buffer, sizeof(buffer));
  if (n > 0) return std::string(buffer, static_cast<size_t>(n));
  if (n < 0 && (errno == EINTR || errno == EAGAIN)) return std::string();
  return absl::OutOfRangeError("the program on the terminal has ended");
}

int Terminal::WaitStatus(absl::Duration patience) {
  const absl::Duration end = RealClock().Monotonic() + patience;
  while (child_ > 0) {
    const bool overdue = RealClock().Monotonic() > end;
    if (overdue) kill(child_, SIGKILL);
    const pid_t pid = waitpid(child_, &status_, overdue ? 0 : WNOHANG);
    if (pid == child_ || (pid < 0 && errno != EINTR)) child_ = -1;
    if (child_ > 0) RealClock().Sleep(absl::Milliseconds(2));
  }
  return status_;
}

}  // namespace drill
