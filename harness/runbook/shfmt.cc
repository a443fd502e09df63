#include "harness/runbook/shfmt.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "harness/base/subprocess.h"
#include "harness/runbook/angle_placeholder.h"

namespace drill {
namespace {

// Levels of shfmt's tree, of which a statement inside another takes about eight; what walks the
// tree would run out of stack.
constexpr int kDeepest = 1000;

}  // namespace

absl::StatusOr<ShfmtAnswer> RunShfmt(absl::string_view text) {
  SubprocessOptions options;
  options.stdin_content = HidePlaceholders(text);
  const absl::StatusOr<SubprocessResult> ran =
      RunSubprocess({"shfmt", "--to-json", "-ln", "bash"}, options);
  if (!ran.ok()) {
    return absl::UnavailableError(
        absl::StrCat("shfmt, which reads the document's commands: ", ran.status().message(),
                     "; install Debian's package shfmt"));
  }
  const SubprocessResult& result = *ran;
  if (result.timed_out || result.signal)
    return absl::UnavailableError(SubprocessError("shfmt", result).message());
  ShfmtAnswer answer;
  if (result.exit_code != 0) {
    answer.complaint = result.stderr_content.empty() ? "no reason given" : result.stderr_content;
    return answer;
  }
  bool too_deep = false;
  const nlohmann::json::parser_callback_t note_depth = [&too_deep](int depth, auto, auto&) {
    too_deep = too_deep || depth > kDeepest;
    return true;
  };
  answer.tree =
      nlohmann::json::parse(result.stdout_content, note_depth, /*allow_exceptions=*/false);
  if (too_deep) {
    answer.tree = nullptr;
    answer.complaint = "1:1: commands are nested deeper than anybody can read";
    return answer;
  }
  if (answer.tree.is_discarded()) return absl::InternalError("shfmt: its answer is not JSON");
  return answer;
}

}  // namespace drill
