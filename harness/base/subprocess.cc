#include "harness/base/subprocess.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "harness/base/clock.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

constexpr absl::Duration kPoliteness = absl::Seconds(2);
// Shorter when a person stops the drill: somebody waits, and what the program would still tidy up
// is discarded anyway.
constexpr absl::Duration kPolitenessWhenStopped = absl::Milliseconds(500);
constexpr absl::Duration kPollSlice = absl::Milliseconds(50);
constexpr int kExecFailed = 127;

struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

absl::StatusOr<Pipe> MakePipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return absl::InternalError(absl::StrCat("pipe2: ", strerror(errno)));
  return Pipe{ends[0], ends[1]};
}

void CloseEnd(int& fd) {
  if (fd >= 0) close(fd);
  fd = -1;
}

// Runs in the child between fork and exec: async-signal-safe calls only.
[[noreturn]] void ExecChild(const char* const* argv, const char* const* envp, const char* directory,
                            int in, int out, int err, int failure) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  signal(SIGPIPE, SIG_DFL);
  dup2(in, STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  if (*directory == '\0' || chdir(directory) == 0) {
    execvpe(argv[0], const_cast<char* const*>(argv), const_cast<char* const*>(envp));
  }
  const int error = errno;
  (void)!write(failure, &error, sizeof(error));
  _exit(kExecFailed);
}

std::vector<std::string> Environment(const SubprocessOptions& options) {
  std::vector<std::string> result;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const absl::string_view text(*entry);
    const absl::string_view name = text.substr(0, text.find('='));
    const bool replaced = std::any_of(options.env.begin(), options.env.end(),
                                      [&](const auto& pair) { return pair.first == name; });
    if (!replaced) result.emplace_back(*entry);
  }
  for (const auto& [name, value] : options.env) result.push_back(absl::StrCat(name, "=", value));
  return result;
}

std::vector<const char*> Pointers(const std::vector<std::string>& strings) {
  std::vector<const char*> result;
  for (const std::string& text : strings) result.push_back(text.c_str());
  result.push_back(nullptr);
  return result;
}

// One child with its pipes, from fork to reaping.
class Child {
 public:
  Child(const std::vector<std::string>& argv, const SubprocessOptions& options)
      : argv_(argv), options_(options) {}
  ~Child() {
    for (int* fd : {&in_.read_end, &in_.write_end, &out_.read_end, &out_.write_end, &err_.read_end,
                    &err_.write_end, &failure_.read_end, &failure_.write_end, &file_, &ended_fd_}) {
      CloseEnd(*fd);
    }
  }

  absl::Status Start() {
    ASSIGN_OR_RETURN(in_, MakePipe());
    ASSIGN_OR_RETURN(out_, MakePipe());
    ASSIGN_OR_RETURN(err_, MakePipe());
    ASSIGN_OR_RETURN(failure_, MakePipe());
    RETURN_IF_ERROR(OpenOutputFile());
    // Built before fork: allocation is not async-signal-safe.
    const std::vector<std::string> environment = Environment(options_);
    const std::vector<const char*> envp = Pointers(environment);
    const std::vector<const char*> argv = Pointers(argv_);
    start_ = RealClock().Monotonic();
    pid_ = fork();
    if (pid_ < 0) return absl::InternalError(absl::StrCat("fork: ", strerror(errno)));
    if (pid_ == 0) {
      const int out = file_ >= 0 ? file_ : out_.write_end;
      ExecChild(argv.data(), envp.data(), options_.working_directory.c_str(), in_.read_end, out,
                file_ >= 0 ? file_ : err_.write_end, failure_.write_end);
    }
    setpgid(pid_, pid_);
    // Readable once the child has ended. Where the kernel has none, polling in slices finds out.
    ended_fd_ = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
    for (int* fd : {&in_.read_end, &out_.write_end, &err_.write_end, &failure_.write_end})
      CloseEnd(*fd);
    return CheckExec();
  }

  SubprocessResult Finish() {
    fcntl(in_.write_end, F_SETFL, O_NONBLOCK);
    while (!Reaped()) {
      Transfer(kPollSlice);
      EndIfOverdue();
    }
    // What the child itself wrote is in the pipes by now; a grandchild that holds them open is not
    // waited for.
    while (Transfer(absl::ZeroDuration())) {
    }
    if (result_.timed_out) killpg(pid_, SIGKILL);
    result_.duration = ended_ - start_;
    return std::move(result_);
  }

 private:
  absl::Status OpenOutputFile() {
    if (options_.output_file.empty()) return absl::OkStatus();
    file_ = open(options_.output_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (file_ >= 0) return absl::OkStatus();
    return absl::InternalError(absl::StrCat(options_.output_file, ": ", strerror(errno)));
  }

  absl::Status CheckExec() {
    int error = 0;
    ssize_t n;
    do {
      n = read(failure_.read_end, &error, sizeof(error));
    } while (n < 0 && errno == EINTR);
    if (n != sizeof(error)) return absl::OkStatus();
    waitpid(pid_, nullptr, 0);
    const std::string message = absl::StrCat(argv_[0], ": ", strerror(error));
    return error == ENOENT ? absl::NotFoundError(message) : absl::InternalError(message);
  }

  bool Reaped() {
    int status = 0;
    const pid_t pid = waitpid(pid_, &status, WNOHANG);
    if (pid == 0 || (pid < 0 && errno == EINTR)) return false;
    ended_ = RealClock().Monotonic();
    if (WIFSIGNALED(status)) {
      result_.signal = WTERMSIG(status);
    } else {
      result_.exit_code = WEXITSTATUS(status);
    }
    return true;
  }

  // Moves what can be moved within `wait`; true when some output came.
  bool Transfer(absl::Duration wait) {
    std::array<pollfd, 4> fds = {{{out_.read_end, POLLIN, 0},
                                  {err_.read_end, POLLIN, 0},
                                  {-1, POLLOUT, 0},
                                  {ended_fd_, POLLIN, 0}}};
    if (written_ < options_.stdin_content.size()) {
      fds[2].fd = in_.write_end;
    } else {
      CloseEnd(in_.write_end);
    }
    if (poll(fds.data(), fds.size(), static_cast<int>(absl::ToInt64Milliseconds(wait))) <= 0)
      return false;
    bool moved = Drain(out_.read_end, fds[0].revents, result_.stdout_content);
    moved = Drain(err_.read_end, fds[1].revents, result_.stderr_content) || moved;
    if (fds[2].revents != 0) Feed();
    return moved;
  }

  bool Drain(int& fd, short events, std::string& content) {
    if (events == 0) return false;
    char buffer[65536];
    const ssize_t n = read(fd, buffer, sizeof(buffer));
    if (n <= 0) {
      CloseEnd(fd);
      return false;
    }
    content.append(buffer, static_cast<size_t>(n));
    return true;
  }

  void Feed() {
    const ssize_t n = write(in_.write_end, options_.stdin_content.data() + written_,
                            options_.stdin_content.size() - written_);
    if (n > 0) written_ += static_cast<size_t>(n);
    if (n < 0 && errno != EAGAIN && errno != EINTR) written_ = options_.stdin_content.size();
  }

  void EndIfOverdue() {
    const absl::Duration now = RealClock().Monotonic();
    const bool stopped = options_.stop != nullptr && options_.stop->stopped();
    if (!result_.timed_out && (stopped || now - start_ > options_.timeout)) {
      result_.timed_out = true;
      asked_ = now;
      politeness_ = stopped ? kPolitenessWhenStopped : kPoliteness;
      killpg(pid_, SIGTERM);
    } else if (result_.timed_out && now - asked_ > politeness_) {
      killpg(pid_, SIGKILL);
    }
  }

  const std::vector<std::string>& argv_;
  const SubprocessOptions& options_;
  Pipe in_, out_, err_, failure_;
  int file_ = -1;
  int ended_fd_ = -1;
  pid_t pid_ = -1;
  size_t written_ = 0;
  absl::Duration start_, ended_, asked_, politeness_;
  SubprocessResult result_;
};

absl::string_view Tail(absl::string_view text) {
  constexpr size_t kMost = 2000;
  return text.size() > kMost ? text.substr(text.size() - kMost) : text;
}

}  // namespace

absl::StatusOr<SubprocessResult> RunSubprocess(const std::vector<std::string>& argv,
                                               const SubprocessOptions& options) {
  if (argv.empty()) return absl::InvalidArgumentError("no program was named");
  // A child that closes its input early must not end the harness.
  signal(SIGPIPE, SIG_IGN);
  Child child(argv, options);
  RETURN_IF_ERROR(child.Start());
  return child.Finish();
}

absl::Status SubprocessError(const std::string& what, const SubprocessResult& result) {
  const std::string fate = result.timed_out ? "did not end in time"
                           : result.signal
                               ? absl::StrCat("was ended by signal ", *result.signal)
                               : absl::StrCat("exited with ", result.exit_code.value_or(-1));
  const absl::string_view said =
      result.stderr_content.empty() ? result.stdout_content : result.stderr_content;
  return absl::InternalError(absl::StrCat(what, " ", fate, said.empty() ? "" : ": ", Tail(said)));
}

absl::StatusOr<std::string> CheckedOutput(const std::vector<std::string>& argv,
                                          const SubprocessOptions& options) {
  ASSIGN_OR_RETURN(SubprocessResult result, RunSubprocess(argv, options));
  if (!result.succeeded()) return SubprocessError(absl::StrJoin(argv, " "), result);
  return std::move(result.stdout_content);
}

}  // namespace drill
