#include "harness/runbook/look.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/runbook/interactive.h"

namespace drill {
namespace {

const ShellCall* CallAt(const Statement& statement, size_t begin) {
  for (const ShellCall& call : statement.calls)
    if (call.words[0].range.begin == begin) return &call;
  return nullptr;
}

// Whether the program only prints text and changes nothing.
bool OnlySpeaks(const ShellCall& call) {
  static const auto* const programs =
      new std::set<std::string>({"echo", "printf", "true", ":", "say", "tput"});
  return programs->count(call.words[0].literal.value_or("")) > 0;
}

std::vector<int> CodesOf(const Statement& statement, const PipelineEnd& end,
                         const ShellOptions& options, const ProgramTable& programs) {
  // Any part of the pipeline may have failed.
  if (end.piped && options.pipefail) return {};
  if (end.is_test) return {1};
  const ShellCall* const call = CallAt(statement, end.begin);
  if (call == nullptr) return {};
  const Decision decision = DecideCall(*call, programs);
  return decision.effect == LOOKS ? decision.finds_nothing : std::vector<int>();
}

}  // namespace

void ShellOptions::Note(const Statement& statement) {
  for (const ShellCall& call : statement.calls) {
    if (call.in_substitution || call.in_function || call.words[0].literal != "set") continue;
    for (size_t i = 1; i < call.words.size(); ++i) {
      const std::string word = call.words[i].literal.value_or("");
      const bool on = !word.empty() && word[0] == '-';
      if (word.size() < 2 || (!on && word[0] != '+') || word[1] == '-') continue;
      if (word.find('e') != std::string::npos) errexit = on;
      if (word.find('o') == std::string::npos || i + 1 == call.words.size()) continue;
      const std::string name = call.words[++i].literal.value_or("");
      if (name == "errexit") errexit = on;
      if (name == "pipefail") pipefail = on;
    }
  }
}

std::vector<int> ExitCodesOfNothing(const Statement& statement, const ShellOptions& options,
                                    const ProgramTable& programs) {
  if (statement.ends.empty() || options.errexit) return {};
  const PipelineEnd& look = statement.ends.front();
  std::vector<int> codes = CodesOf(statement, look, options, programs);
  // What stands behind `&&` must not act: its own failure would look the same.
  for (const ShellCall& call : statement.calls) {
    if (call.words[0].range.begin <= look.begin || call.in_substitution) continue;
    if (!OnlySpeaks(call) && DecideCall(call, programs).effect != LOOKS) return {};
  }
  return codes;
}

bool OnlyLooks(const Statement& statement, const ProgramTable& programs) {
  if (!statement.sets.empty() || statement.sets_unknown || statement.writes_file) return false;
  const bool is_test = std::any_of(statement.ends.begin(), statement.ends.end(),
                                   [](const PipelineEnd& end) { return end.is_test; });
  if (statement.calls.empty()) return is_test;
  return std::all_of(statement.calls.begin(), statement.calls.end(), [&](const ShellCall& call) {
    const Effect effect = DecideCall(call, programs).effect;
    return !call.in_function && (OnlySpeaks(call) || effect == LOOKS || effect == SHOWS);
  });
}

std::string ProposedTolerance(absl::string_view command, const std::vector<int>& codes) {
  return absl::StrCat("ends with ", absl::StrJoin(codes, " or "),
                      " when it finds nothing, which does not stop the procedure; to say so in the "
                      "scenario: tolerances { command: \"",
                      absl::CEscape(command), "\" reason: \"it may find nothing\" }");
}

}  // namespace drill
