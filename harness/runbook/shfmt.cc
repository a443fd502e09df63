#include "harness/runbook/shfmt.h"

#include <map>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "harness/base/json.h"
#include "harness/base/status_macros.h"
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

// What shfmt printed, or what it complained of.
struct Said {
  std::string json;
  std::string complaint;
};

// Answers of shfmt, by what it was asked. Many scenarios have one runbook, and a process for each
// of its blocks in each scenario is most of the time of `drill list`. Long texts are not kept, and
// no more of them than any repository has blocks.
class Answers {
 public:
  static Answers& OfThisProcess() {
    static Answers& answers = *new Answers();
    return answers;
  }

  std::optional<Said> Find(const std::string& text) const {
    absl::MutexLock lock(&mutex_);
    const auto found = said_.find(text);
    if (found == said_.end()) return std::nullopt;
    return found->second;
  }

  void Keep(const std::string& text, const Said& said) {
    absl::MutexLock lock(&mutex_);
    if (text.size() <= kLongest && said_.size() < kMost) said_.emplace(text, said);
  }

 private:
  static constexpr size_t kLongest = size_t{16} << 10;
  static constexpr size_t kMost = 4096;

  mutable absl::Mutex mutex_;
  std::map<std::string, Said> said_ ABSL_GUARDED_BY(mutex_);
};

absl::StatusOr<Said> Ask(const std::string& text) {
  if (std::optional<Said> kept = Answers::OfThisProcess().Find(text)) return *std::move(kept);
  SubprocessOptions options;
  options.stdin_content = text;
  absl::StatusOr<SubprocessResult> ran =
      RunSubprocess({"shfmt", "--to-json", "-ln", "bash"}, options);
  if (!ran.ok()) {
    return absl::UnavailableError(
        absl::StrCat("shfmt, which reads the document's commands: ", ran.status().message(),
                     "; install Debian's package shfmt"));
  }
  if (ran->timed_out || ran->signal)
    return absl::UnavailableError(SubprocessError("shfmt", *ran).message());
  Said said;
  if (ran->exit_code == 0)
    said.json = std::move(ran->stdout_content);
  else
    said.complaint = ran->stderr_content.empty() ? "no reason given" : ran->stderr_content;
  Answers::OfThisProcess().Keep(text, said);
  return said;
}

}  // namespace

absl::StatusOr<ShfmtAnswer> RunShfmt(absl::string_view text) {
  ShfmtAnswer answer;
  if (const int line = TooDeepAt(text); line > 0) {
    answer.complaint =
        absl::StrCat(line, ":1: commands stand in each other more than ", kDeepest, " deep");
    return answer;
  }
  ASSIGN_OR_RETURN(Said said, Ask(HidePlaceholders(text)));
  answer.complaint = std::move(said.complaint);
  if (!answer.complaint.empty()) return answer;
  answer.tree = ParseJson(said.json);
  if (answer.tree.is_discarded()) return absl::InternalError("shfmt: its answer is not JSON");
  return answer;
}

}  // namespace drill
