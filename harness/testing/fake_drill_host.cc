#include "harness/testing/fake_drill_host.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace drill {

void FakeDrillHost::When(Predicate predicate, Answer answer) {
  WhenCalled(std::move(predicate), [answer = std::move(answer)](const Argv&, const ExecOptions&) {
    SubprocessResult result;
    result.exit_code = answer.exit_code;
    result.stdout_content = answer.stdout_content;
    result.stderr_content = answer.stderr_content;
    return result;
  });
}

void FakeDrillHost::When(Predicate predicate, absl::Status status) {
  WhenCalled(std::move(predicate),
             [status = std::move(status)](const Argv&, const ExecOptions&) { return status; });
}

void FakeDrillHost::WhenCalled(Predicate predicate, Handler handler) {
  const std::lock_guard<std::mutex> lock(mutex_);
  handlers_.emplace_back(std::move(predicate), std::move(handler));
}

void FakeDrillHost::LeaveBehind(std::vector<std::string> left_over) {
  const std::lock_guard<std::mutex> lock(mutex_);
  left_over_ = std::move(left_over);
}

std::vector<FakeDrillHost::Argv> FakeDrillHost::commands() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return commands_;
}

std::vector<ExecOptions> FakeDrillHost::options() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return options_;
}

bool FakeDrillHost::destroyed() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return destroyed_;
}

absl::StatusOr<SubprocessResult> FakeDrillHost::Exec(const Argv& argv, const ExecOptions& options) {
  Handler handler;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    commands_.push_back(argv);
    options_.push_back(options);
    for (const auto& [fits, candidate] : handlers_) {
      if (fits(argv)) handler = candidate;
    }
  }
  // Outside of the lock: a handler may ask the host again, or wait.
  if (handler) return handler(argv, options);
  SubprocessResult result;
  result.exit_code = 0;
  return result;
}

FakeDrillHost::Argv FakeDrillHost::TerminalCommand(const Argv& argv,
                                                   const std::string& working_directory) const {
  if (working_directory.empty()) return argv;
  Argv command = {"env", absl::StrCat("--chdir=", root_, working_directory)};
  command.insert(command.end(), argv.begin(), argv.end());
  return command;
}

absl::Status FakeDrillHost::Restart(absl::Duration) {
  std::lock_guard<std::mutex> lock(mutex_);
  ++restarts_;
  return absl::OkStatus();
}

int FakeDrillHost::restarts() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return restarts_;
}

absl::StatusOr<std::vector<std::string>> FakeDrillHost::Destroy() {
  const std::lock_guard<std::mutex> lock(mutex_);
  destroyed_ = true;
  return left_over_;
}

FakeDrillHost::Predicate CommandContains(std::string text) {
  return [text = std::move(text)](const FakeDrillHost::Argv& argv) {
    return absl::StrContains(absl::StrJoin(argv, " "), text);
  };
}

}  // namespace drill
