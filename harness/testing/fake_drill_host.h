// A drill host that does what a test told it, and remembers what it was asked.
//
//   FakeDrillHost host;
//   host.When(CommandContains("alembic current"), {/*exit_code=*/0, "s48\n"});
//   ... the code under test ...
//   EXPECT_THAT(host.commands(), Contains(ElementsAre("docker", "ps")));
#ifndef HARNESS_TESTING_FAKE_DRILL_HOST_H_
#define HARNESS_TESTING_FAKE_DRILL_HOST_H_

#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/host/drill_host.h"

namespace drill {

// Thread-safe.
class FakeDrillHost : public DrillHost {
 public:
  using Argv = std::vector<std::string>;
  using Predicate = std::function<bool(const Argv&)>;
  using Handler = std::function<absl::StatusOr<SubprocessResult>(const Argv&, const ExecOptions&)>;

  struct Answer {
    int exit_code = 0;
    std::string stdout_content = {};
    std::string stderr_content = {};
  };

  // `root`: directory of this machine that stands for the host's /; may stay empty when no path is
  // asked for.
  explicit FakeDrillHost(std::string root = "", std::string id = "fake-host")
      : root_(std::move(root)), id_(std::move(id)) {}

  // The last predicate that was added and fits, answers. Without any: exit code 0 and no output.
  void When(Predicate predicate, Answer answer);
  void When(Predicate predicate, absl::Status status);
  void WhenCalled(Predicate predicate, Handler handler);

  // What the next Destroy() returns. Default: an empty list.
  void LeaveBehind(std::vector<std::string> left_over);

  // All commands of Exec() so far, in order.
  std::vector<Argv> commands() const;
  // The options of the same calls.
  std::vector<ExecOptions> options() const;
  bool destroyed() const;

  const std::string& id() const override { return id_; }
  absl::StatusOr<SubprocessResult> Exec(const Argv& argv, const ExecOptions& options) override;
  // Runs on this machine, in `working_directory` below the root.
  Argv TerminalCommand(const Argv& argv, const std::string& working_directory) const override;
  // In the calling thread, in this machine's network.
  absl::Status InNetwork(const std::function<absl::Status()>& body) override { return body(); }
  absl::StatusOr<RootDirectory> Root() const override { return RootDirectory::Open(root_); }
  // Does nothing but count the call; see restarts().
  absl::Status Restart(absl::Duration engine_limit) override;
  int restarts() const;
  std::string Diagnose() override { return "a fake host has nothing to say"; }
  absl::StatusOr<std::vector<std::string>> Destroy() override;

 private:
  const std::string root_;
  const std::string id_;
  mutable std::mutex mutex_;
  std::vector<std::pair<Predicate, Handler>> handlers_;
  std::vector<Argv> commands_;
  std::vector<ExecOptions> options_;
  std::vector<std::string> left_over_;
  bool destroyed_ = false;
  int restarts_ = 0;
};

// Fits a command whose words, joined by spaces, contain `text`.
FakeDrillHost::Predicate CommandContains(std::string text);

}  // namespace drill

#endif  // HARNESS_TESTING_FAKE_DRILL_HOST_H_
