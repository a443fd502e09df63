// A machine of which there is nothing but a directory: commands are remembered, and answered by the
// test.
#ifndef HARNESS_SEED_FAKE_MACHINE_H_
#define HARNESS_SEED_FAKE_MACHINE_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/host/drill_host.h"

namespace drill {

class FakeMachine : public DrillHost {
 public:
  explicit FakeMachine(std::string root) : root_(std::move(root)) {}

  // Answers a command (its words joined by blanks); exit code 0 and no output by default. What it
  // says goes where the real one's output would.
  std::function<SubprocessResult(const std::string& command)> answer;

  const std::vector<std::string>& commands() const { return commands_; }

  const std::string& id() const override { return id_; }
  absl::StatusOr<SubprocessResult> Exec(const std::vector<std::string>& argv,
                                        const ExecOptions& options) override {
    commands_.push_back(absl::StrJoin(argv, " "));
    SubprocessResult result;
    result.exit_code = 0;
    if (answer) result = answer(commands_.back());
    if (!options.output_file.empty()) {
      RETURN_IF_ERROR(WriteFile(options.output_file, result.stdout_content));
      result.stdout_content.clear();
    }
    return result;
  }
  std::vector<std::string> TerminalCommand(const std::vector<std::string>& argv,
                                           const std::string&) const override {
    return argv;
  }
  absl::Status InNetwork(const std::function<absl::Status()>& body) override { return body(); }
  std::string PathOnMachine(absl::string_view path) const override {
    return absl::StrCat(root_, path);
  }
  std::string Diagnose() override { return "the engine's log"; }
  absl::StatusOr<std::vector<std::string>> Destroy() override { return std::vector<std::string>(); }

 private:
  const std::string id_ = "fake";
  const std::string root_;
  std::vector<std::string> commands_;
};

inline SubprocessResult Answer(int exit_code, std::string output = "") {
  SubprocessResult result;
  result.exit_code = exit_code;
  result.stdout_content = std::move(output);
  return result;
}

}  // namespace drill

#endif  // HARNESS_SEED_FAKE_MACHINE_H_
