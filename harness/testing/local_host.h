// For tests: a drill host that is this machine, with a directory as its file system.
#ifndef HARNESS_TESTING_LOCAL_HOST_H_
#define HARNESS_TESTING_LOCAL_HOST_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "harness/base/subprocess.h"
#include "harness/host/drill_host.h"

namespace drill {

class LocalHost : public DrillHost {
 public:
  // The host's "/" is `root` for Root(), this machine's when it is empty; commands see this
  // machine's.
  explicit LocalHost(std::string root) : root_(std::move(root)) {}

  const std::string& id() const override { return id_; }
  absl::StatusOr<SubprocessResult> Exec(const std::vector<std::string>& argv,
                                        const ExecOptions& options) override {
    SubprocessOptions local;
    local.env = options.env;
    local.working_directory = options.working_directory;
    local.stdin_content = options.stdin_content;
    local.timeout = options.timeout;
    local.stop = options.stop;
    return RunSubprocess(argv, local);
  }
  std::vector<std::string> TerminalCommand(const std::vector<std::string>& argv,
                                           const std::string&) const override {
    return argv;
  }
  absl::Status InNetwork(const std::function<absl::Status()>& body) override {
    return network_.ok() ? body() : network_;
  }
  absl::StatusOr<RootDirectory> Root() const override {
    return RootDirectory::Open(root_.empty() ? "/" : root_);
  }
  absl::Status Restart(absl::Duration) override {
    return absl::UnimplementedError("this machine is not restarted for a test");
  }
  std::string Diagnose() override { return ""; }
  absl::StatusOr<std::vector<std::string>> Destroy() override { return std::vector<std::string>(); }

  // What entering the network answers from now on.
  void set_network(absl::Status status) { network_ = std::move(status); }

 private:
  const std::string id_ = "local";
  const std::string root_;
  absl::Status network_;
};

}  // namespace drill

#endif  // HARNESS_TESTING_LOCAL_HOST_H_
