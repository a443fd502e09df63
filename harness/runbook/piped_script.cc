#include "harness/runbook/piped_script.h"

#include <algorithm>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "harness/base/regex.h"
#include "harness/runbook/shell_block.h"

namespace drill {
namespace {

// Options of ssh that take a word of their own.
constexpr absl::string_view kSshValues = "BbcDEeFIiJLlmOopQRSWw";

// All words of a command as the shell takes them; what is expanded stays as it is written.
std::vector<std::string> Words(const ShellCall& call) {
  std::vector<std::string> words;
  for (const ShellWord& word : call.words) words.push_back(word.literal.value_or(word.source));
  return words;
}

// What ssh runs on the other side; nothing: a shell that reads its input.
std::string RemoteCommand(const std::vector<std::string>& words) {
  size_t at = 1;
  while (at < words.size() && absl::StartsWith(words[at], "-") && words[at].size() > 1) {
    const bool value = words[at].size() == 2 && absl::StrContains(kSshValues, words[at].substr(1));
    at += value ? 2 : 1;
  }
  std::string command;
  for (size_t i = at + 1; i < words.size(); ++i)
    absl::StrAppend(&command, command.empty() ? "" : " ", words[i]);
  return command;
}

// `bash`, `sudo -u app bash -s -- x`, `docker exec -i web /bin/sh`: ends in a shell that is given
// no command and no file.
bool IsShellOnItsInput(const std::string& command) {
  static const RE2& shell = *new RE2(
      R"((?:^|[\s/])(?:ba|da|k|z)?sh(?:\s+(?:-[a-bd-zA-Z]+|-o\s+\w+|--(?:login|norc|noprofile)))*)"
      R"((?:\s+-[a-zA-Z]*s[a-zA-Z]*(?:\s.*)?)?\s*$)");
  return ContainsRegex(shell, command);
}

bool ReadsCommands(const ShellCall& call) {
  const std::vector<std::string> words = Words(call);
  if (words.empty()) return false;
  if (words[0] != "ssh") return IsShellOnItsInput(absl::StrJoin(words, " "));
  const std::string remote = RemoteCommand(words);
  return remote.empty() ? words.size() > 1 : IsShellOnItsInput(remote);
}

// Whether the statement opens a shell that reads the rest of the script as its commands.
bool OpensAShell(const Statement& statement) {
  static const RE2& become =
      *new RE2(R"(^(?:sudo\s+(?:-\S+\s+)*)?su\b|^sudo\s+(?:\S+\s+)*-[is]\b)");
  return std::any_of(statement.calls.begin(), statement.calls.end(), [](const ShellCall& call) {
    const std::string text = absl::StrJoin(Words(call), " ");
    return !call.input_given && (ReadsCommands(call) || ContainsRegex(become, text));
  });
}

// shfmt counts the delimiter to a body that ends with the text.
absl::string_view WithoutDelimiter(absl::string_view body, absl::string_view delimiter) {
  const size_t last = body.rfind('\n') + 1;
  if (absl::StripAsciiWhitespace(body.substr(last)) == delimiter) body = body.substr(0, last);
  return body;
}

int Lines(absl::string_view text) {
  return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

std::optional<PipedScript> PipedScript::Find(const Step& step) {
  if (!absl::StrContains(step.run_text, "<<") || step.compound) return std::nullopt;
  const absl::StatusOr<ShellBlock> block = ParseShellBlock(step.run_text, 1);
  if (!block.ok() || block->statements.empty() || block->here_documents.size() != 1)
    return std::nullopt;
  const Statement& statement = block->statements.back();
  const TextRange body = block->here_documents[0];
  if (statement.compound || statement.calls.size() != 1 || body.begin < statement.range.begin ||
      !ReadsCommands(statement.calls[0]))
    return std::nullopt;
  const absl::string_view text = step.run_text;
  const absl::string_view opening =
      text.substr(statement.range.begin, body.begin - statement.range.begin);
  static const RE2& delimiter = *new RE2(R"(<<-?\s*(['"\\]?)([^\s'"]+))");
  const std::optional<RegexMatch> found = FindRegex(delimiter, opening);
  if (!found || opening.find_first_of(">|") != absl::string_view::npos) return std::nullopt;

  PipedScript script;
  script.run_text_ = step.run_text;
  script.begin_ = body.begin;
  script.expanded_ = found->groups[1].empty();
  const int before = step.line - step.added_lines + Lines(text.substr(0, body.begin));
  std::string inside(
      WithoutDelimiter(text.substr(body.begin, body.end - body.begin), found->groups[2]));
  if (script.expanded_)
    inside = absl::StrReplaceAll(inside, {{"\\$", "$"}, {"\\`", "`"}, {"\\\\", "\\"}});
  const absl::StatusOr<ShellBlock> inner = ParseShellBlock(inside, 1);
  if (!inner.ok() || !inner->syntax_error.empty()) return std::nullopt;
  for (const Statement& part : inner->statements) {
    if (OpensAShell(part)) return std::nullopt;
    script.parts_.push_back({{before + part.line - 1, part.text}, part.line});
  }
  return script;
}

std::string PipedScript::Announcing(absl::string_view nonce) const {
  const size_t half = nonce.size() / 2;
  // In halves, as the driver holds it: nothing that prints the script prints a whole marker.
  std::string announce =
      absl::StrCat("[ -z \"${BASH_VERSION-}\" ] || trap 'printf \"\\036%s%s S %s\\037\" ",
                   nonce.substr(0, half), " ", nonce.substr(half), " \"$LINENO\" >&2' DEBUG; ");
  if (expanded_) announce = absl::StrReplaceAll(announce, {{"$", "\\$"}});
  std::string text = run_text_;
  return text.insert(begin_, announce);
}

std::vector<PipedScript::Command> PipedScript::After(int script_line) const {
  std::vector<Command> commands;
  if (script_line < 1) return commands;
  for (const Part& part : parts_)
    if (part.first > script_line) commands.push_back(part.command);
  return commands;
}

}  // namespace drill
