#include "harness/runbook/interactive.h"

#include <set>

#include "harness/base/regex.h"

namespace drill {
namespace {

using Reason = std::optional<std::string>;
using Set = std::set<std::string>;

}  // namespace

Decision DecideCall(const ShellCall& call, const ProgramTable& programs) {
  CommandLine line{{}, call.input_given, call.in_pipeline};
  for (const ShellWord& word : call.words) line.words.push_back(word.literal.value_or(word.source));
  return programs.Decide(line);
}

Reason NeedsPerson(const ShellCall& call, const ProgramTable& programs) {
  switch (DecideCall(call, programs).effect) {
    case ASKS:
      return "asks a person";
    case OPENS_EDITOR:
      return "opens an editor";
    case OPENS_SHELL:
      return "opens an interactive shell or console";
    case PAGES:
      return "pages, waiting for keys";
    case OPENS_WINDOW:
      return "opens a window for a person";
    case NEVER_RETURNS:
      // In the background it does not hold the session up.
      return call.background ? Reason() : "never returns by itself";
    default:
      return std::nullopt;
  }
}

Reason NotACommand(const ShellCall& call) {
  static const auto* const list_item = new RE2(R"(\d+[.)]|[-*•]|□|☐|→|✅|❌)");
  static const Set* const click_words =
      new Set({"Go", "Click", "Navigate", "Open", "Select", "Login", "Log", "Visit", "Press",
               "Choose", "Wait", "Verify", "Check", "Contact", "Notify", "Update", "Review"});
  static const Set* const sql =
      new Set({"SELECT", "UPDATE", "DELETE", "INSERT", "DROP", "ALTER", "CREATE", "BEGIN", "COMMIT",
               "ROLLBACK", "TRUNCATE", "BEGIN;", "COMMIT;", "ROLLBACK;", "\\dt", "\\d", "\\q"});
  const std::string first = call.words[0].source;
  if (sql->count(first) > 0) return "is SQL, not a shell command";
  if (IsRegex(*list_item, first)) return "is prose, not a command";
  if (click_words->count(first) > 0 && call.words.size() > 1) return "is prose, not a command";
  return std::nullopt;
}

}  // namespace drill
