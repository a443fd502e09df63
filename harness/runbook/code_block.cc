#include "harness/runbook/code_block.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/base/regex.h"
#include "harness/runbook/command_text.h"
#include "harness/runbook/prompts.h"

namespace drill {
namespace {

using Set = std::set<std::string>;

bool IsShellLabel(const std::string& label) {
  static const Set* const labels =
      new Set({"ash", "bash", "dash", "ksh", "sh", "shell", "shell-script", "shellscript", "zsh"});
  return labels->count(label) > 0;
}

bool IsConsoleLabel(const std::string& label) {
  static const Set* const labels =
      new Set({"bash-session", "bashsession", "console", "sh-session", "shell-console",
               "shell-session", "shellsession", "terminal", "tty"});
  return labels->count(label) > 0;
}

// `:name: value` at the head of a directive's text is a setting of the directive.
std::string WithoutDirectiveOptions(const std::string& text) {
  static const RE2* const option = new RE2(R"(\s*:[\w-]+:.*)");
  std::vector<std::string> lines = absl::StrSplit(text, '\n');
  for (std::string& line : lines) {
    if (!IsRegex(*option, line)) break;
    line.clear();
  }
  return absl::StrJoin(lines, "\n");
}

void TakePrompts(TypedText typed, CodeBlock& block) {
  block.text = std::move(typed.text);
  for (PromptRemark& remark : typed.remarks)
    block.remarks.push_back({block.first_line() + remark.line, std::move(remark.what)});
}

bool HasCommandLine(const std::string& text) {
  const std::vector<std::string> lines = absl::StrSplit(text, '\n');
  return std::any_of(lines.begin(), lines.end(), StartsWithCommand);
}

void ClassifyConsole(CodeBlock& block) {
  if (std::optional<TypedText> typed = ReadPrompts(block.text, Shows::kTerminal)) {
    block.kind = BlockKind::kConsole;
    TakePrompts(*std::move(typed), block);
  } else if (LooksLikeCommands(block.text)) {
    block.kind = BlockKind::kConsole;
    block.remarks.push_back(
        {block.line, "no prompts, but every line begins with a program: all of it is run"});
  } else if (HasCommandLine(block.text)) {
    block.kind = BlockKind::kUnclear;
  }
}

bool HasText(const CodeBlock& block) { return !absl::StripAsciiWhitespace(block.text).empty(); }

}  // namespace

std::string FenceLabel(absl::string_view info) {
  static const RE2* const of_code = new RE2(
      R"(^\{(?:code-block|code|sourcecode|code-cell|prompt|parsed-literal)\}\s*([\w+#.-]*))");
  static const RE2* const attributes = new RE2(R"(^\{\s*\.([\w+#-]+))");
  static const RE2* const named = new RE2(R"(^(?:lang(?:uage)?-)?([\w+#.-]*))");
  static const RE2* const braced = new RE2(R"(^\{([\w:-]+)[^}]*\})");
  const std::string text = absl::AsciiStrToLower(absl::StripAsciiWhitespace(info));
  if (const auto found = FindRegex(*of_code, text)) return found->str(1);
  if (const auto found = FindRegex(*attributes, text)) return found->str(1);
  if (const auto found = FindRegex(*braced, text)) {
    const std::string name = found->str(1);
    return IsShellLabel(name) || IsConsoleLabel(name) ? name : absl::StrCat("{", name, "}");
  }
  return FindRegex(*named, text)->str(1);
}

void Classify(CodeBlock& block) {
  if (IsConsoleLabel(block.label)) {
    if (HasText(block)) ClassifyConsole(block);
    return;
  }
  const bool shell = IsShellLabel(block.label);
  if (!shell && !block.label.empty()) return;
  if (shell) block.text = WithoutDirectiveOptions(block.text);
  if (std::optional<TypedText> typed = ReadPrompts(block.text, Shows::kMaybe)) {
    block.kind = shell ? BlockKind::kConsole : BlockKind::kUnlabelled;
    TakePrompts(*std::move(typed), block);
  } else if (shell) {
    block.kind = absl::StartsWith(block.text, "#!") ? BlockKind::kScript : BlockKind::kShell;
  } else if (LooksLikeCommands(block.text)) {
    block.kind = absl::StartsWith(block.text, "#!") ? BlockKind::kScript : BlockKind::kUnlabelled;
  }
}

std::string DescribeBlock(const CodeBlock& block) {
  switch (block.kind) {
    case BlockKind::kScript:
      return "a script's listing (`#!`)";
    case BlockKind::kUnclear:
      return "a console block without prompts: which of its lines are commands?";
    case BlockKind::kIndented:
      return "code by indentation";
    case BlockKind::kHtml:
      return "code in HTML";
    default:
      break;
  }
  if (absl::StartsWith(block.label, "{")) return absl::StrCat("a ", block.label, " directive");
  return block.label.empty() ? "a block without label" : absl::StrCat("a ", block.label, " block");
}

bool IsOtherProgram(const CodeBlock& block) {
  static const Set* const languages = new Set(
      {"bat",        "batch",  "c#",         "cmd",     "cql",      "csharp",     "cypher",
       "dosbatch",   "elixir", "fish",       "go",      "groovy",   "hcl",        "java",
       "javascript", "js",     "kotlin",     "mongo",   "mongodb",  "mysql",      "node",
       "perl",       "php",    "pl",         "plpgsql", "postgres", "postgresql", "powershell",
       "promql",     "ps1",    "psql",       "pwsh",    "py",       "python",     "python3",
       "rb",         "redis",  "ruby",       "rust",    "sql",      "sqlite",     "terraform",
       "ts",         "tsql",   "typescript", "vb"});
  return block.kind == BlockKind::kOther && languages->count(block.label) > 0;
}

}  // namespace drill
