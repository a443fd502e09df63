#include "harness/runbook/shfmt.h"

#include "absl/status/status.h"
#include "harness/base/status_macros.h"
#include "harness/base/subprocess.h"
#include "harness/runbook/angle_placeholder.h"

namespace drill {

absl::StatusOr<ShfmtAnswer> RunShfmt(absl::string_view text) {
  SubprocessOptions options;
  options.stdin_content = HidePlaceholders(text);
  ASSIGN_OR_RETURN(SubprocessResult result,
                   RunSubprocess({"shfmt", "--to-json", "-ln", "bash"}, options));
  if (result.timed_out || result.signal) return SubprocessError("shfmt", result);
  ShfmtAnswer answer;
  if (result.exit_code != 0) {
    answer.complaint = result.stderr_content.empty() ? "no reason given" : result.stderr_content;
    return answer;
  }
  answer.tree = nlohmann::json::parse(result.stdout_content, nullptr, /*allow_exceptions=*/false);
  if (answer.tree.is_discarded()) return absl::InternalError("shfmt: its answer is not JSON");
  return answer;
}

}  // namespace drill
