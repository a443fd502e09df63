#include "harness/runbook/shfmt.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "harness/base/json.h"
#include "harness/base/subprocess.h"
#include "harness/runbook/angle_placeholder.h"

namespace drill {
namespace {

// As many as the reader of shfmt's tree takes.
constexpr int kDeepest = 400;

// The line on which commands are nested, or chained to one statement, more than kDeepest deep; 0:
// there is none. shfmt's answer grows with the square of the depth, and it would be at work for
// minutes. Quotes are not looked at: no text that a person wrote comes near.
int TooDeepAt(absl::string_view text) {
  int line = 1, depth = 0, chained = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    depth += c == '(' || c == '{' ? 1 : 0;
    depth -= (c == ')' || c == '}') && depth > 0 ? 1 : 0;
    const bool joins = c == '|' || (c == '&' && i + 1 < text.size() && text[i + 1] == '&');
    chained += joins ? 1 : 0;
    if (depth > kDeepest || chained > kDeepest) return line;
    if (c != '\n') continue;
    ++line;
    const char before = i == 0 ? '\n' : text[i - 1];
    if (before != '\\' && before != '|' && before != '&') chained = 0;
  }
  return 0;
}

}  // namespace

absl::StatusOr<ShfmtAnswer> RunShfmt(absl::string_view text) {
  ShfmtAnswer answer;
  if (const int line = TooDeepAt(text); line > 0) {
    answer.complaint =
        absl::StrCat(line, ":1: commands stand in each other more than ", kDeepest, " deep");
    return answer;
  }
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
  if (result.exit_code != 0) {
    answer.complaint = result.stderr_content.empty() ? "no reason given" : result.stderr_content;
    return answer;
  }
  answer.tree = ParseJson(result.stdout_content);
  if (answer.tree.is_discarded()) return absl::InternalError("shfmt: its answer is not JSON");
  return answer;
}

}  // namespace drill
