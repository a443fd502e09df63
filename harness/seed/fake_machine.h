// A fake drill host whose commands a test answers with one function.
#ifndef HARNESS_SEED_FAKE_MACHINE_H_
#define HARNESS_SEED_FAKE_MACHINE_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/testing/fake_drill_host.h"

namespace drill {

class FakeMachine : public FakeDrillHost {
 public:
  // `root` stands for the machine's /.
  explicit FakeMachine(std::string root) : FakeDrillHost(std::move(root)) {}

  // Answers a command (its words joined by blanks); exit code 0 and no output by default. What it
  // says goes where the real one's output would.
  std::function<SubprocessResult(const std::string& command)> answer;

  std::vector<std::string> lines() const {
    std::vector<std::string> lines;
    for (const Argv& argv : commands()) lines.push_back(absl::StrJoin(argv, " "));
    return lines;
  }

  absl::StatusOr<SubprocessResult> Exec(const Argv& argv, const ExecOptions& options) override {
    ASSIGN_OR_RETURN(SubprocessResult result, FakeDrillHost::Exec(argv, options));
    if (answer) result = answer(absl::StrJoin(argv, " "));
    if (!options.output_file.empty()) {
      RETURN_IF_ERROR(WriteFile(options.output_file, result.stdout_content));
      result.stdout_content.clear();
    }
    return result;
  }
};

inline SubprocessResult Answer(int exit_code, std::string output = "") {
  SubprocessResult result;
  result.exit_code = exit_code;
  result.stdout_content = std::move(output);
  return result;
}

}  // namespace drill

#endif  // HARNESS_SEED_FAKE_MACHINE_H_
