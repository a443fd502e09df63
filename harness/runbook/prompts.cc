#include "harness/runbook/prompts.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/base/regex.h"
#include "harness/runbook/command_text.h"
#include "harness/runbook/open_command.h"

namespace drill {
namespace {

using Command = std::optional<std::string>;

Command After(const RE2& prompt, absl::string_view line) {
  const std::optional<RegexMatch> found = FindRegex(prompt, line);
  if (!found) return std::nullopt;
  return found->str(1);
}

// A prompt that nothing else is mistaken for: `$ `, `me@host:~# `, `sh-4.4$ `, `/app # `.
Command AfterPrompt(absl::string_view line) {
  static const RE2* const prompt =
      new RE2(R"(^\s*(?:\([\w.-]+\)\s*)?)"  // (venv)
              R"((?:[$❯➜λ]|)"
              R"(\[?[\w.+-]+@[\w.-]+[^#$%>]{0,80}[#$%>]|)"    // me@host:~/x$, [root@host x]#
              R"((?:sh|bash|ash|dash|ksh|zsh)-?[\d.]*[#$]|)"  // sh-4.4$
              R"((?:~|/)[\w./~-]*\s?[#$]|)"                   // /app #
              R"([\w.-]+:[~/][^\s#$]*(?:\s\w+)?\s?[#$]))"     // host:~ me$
              R"((?: (.*))?$)");
  return After(*prompt, line);
}

// Of a C shell or zsh. Only where the first prompt is one: curl's progress begins with it, too.
Command AfterPercent(absl::string_view line) {
  static const RE2* const prompt = new RE2(R"(^% (.*)$)");
  return After(*prompt, line);
}

Command AfterRootPrompt(absl::string_view line) {
  static const RE2* const prompt = new RE2(R"(^\s*# ([^#\s].*)$)");
  return After(*prompt, line);
}

Command AfterAngle(absl::string_view line) {
  static const RE2* const prompt = new RE2(R"(^\s*(?:[a-z]{1,12})?> ?(.*)$)");
  return After(*prompt, line);
}

// A line typed into a program: `psql>`, `shop=#`, `mysql>`, `>>>`.
Command AfterProgramsPrompt(absl::string_view line) {
  static const RE2* const prompt = new RE2(
      R"(^\s*(?:(?:psql|mysql|mariadb|sqlite3?|redis|mongo|mongosh|cqlsh|s?ftp|irb|pry|node|rails|)"
      R"(etcd|zk|influx)[^>\s]{0,40}>|[\w-]+[=-][#>]|MariaDB \[[^\]]*\]>|)"
      R"(\d+\.\d+\.\d+\.\d+:\d+(?:\[\d+\])?>|>>>|PS [A-Za-z]:[^>]*>)(?: (.*))?$)");
  return After(*prompt, line);
}

absl::string_view FirstWord(absl::string_view command) {
  command = absl::StripAsciiWhitespace(command);
  return command.substr(0, command.find_first_of(" \t"));
}

// A comment tells something: it begins with a capital, or ends as a sentence or a label does.
bool ReadsAsComment(const std::string& text) {
  static const RE2* const prose = new RE2(
      R"((?i:^(?:or|and|then|if|now|next|the|a|an|on|in|for|optional|optionally|wait|note)\b)|^\p{Lu}\p{Ll}|[.:]$)");
  return ContainsRegex(*prose, text);
}

// Opens a shell in which `#` may be the prompt.
bool OpensRootShell(const std::string& command) {
  static const RE2* const opens = new RE2(
      R"(^\s*(?:sudo\s+(?:-\S+\s+)*(?:-i|-s|su|bash|sh)\b|su\b|doas\s+-s|)"
      R"(.*\b(?:exec|run)\b.*\s-\w*[it]\w*\b.*\b(?:ba|a|z)?sh\s*$|ssh\b|kubectl\s+exec|oc\s+rsh|chroot\b|nsenter\b))");
  return ContainsRegex(*opens, command);
}

bool OpensCompound(const std::string& command) {
  static const RE2* const opens = new RE2(
      R"(^\s*(?:(?:for|while|until|if|case|select)\b|[{(])|\b(?:do|then|else)\s*$|[{(]\s*$)");
  return ContainsRegex(*opens, command);
}

class TerminalReader {
 public:
  TerminalReader(std::vector<std::string> lines, Shows shows)
      : lines_(std::move(lines)), shows_(shows) {}

  std::optional<TypedText> Read() {
    if (!FindPrompt()) return std::nullopt;
    for (size_t i = 0; i < lines_.size(); ++i) ReadLine(static_cast<int>(i), lines_[i]);
    result_.text = absl::StrJoin(out_, "\n");
    return std::move(result_);
  }

 private:
  enum class Prompt { kUsual, kPercent, kRoot, kAngle };

  // Decides what kind of prompt the block has.
  bool FindPrompt() {
    const bool terminal = shows_ == Shows::kTerminal;
    const std::string* first = nullptr;
    for (const std::string& line : lines_) {
      const absl::string_view text = absl::StripAsciiWhitespace(line);
      if (text.empty()) continue;
      if (first == nullptr) first = &line;
      if (first == &line && AfterPercent(line)) {
        prompt_ = Prompt::kPercent;
        return true;
      }
      if (AfterPrompt(line) || AfterProgramsPrompt(line)) return true;
      if (!terminal && text[0] != '#') return false;
    }
    if (!terminal || first == nullptr) return false;
    const auto is_roots = [](const std::string& line) {
      const Command command = AfterRootPrompt(line);
      return command && IsKnownProgram(FirstWord(*command));
    };
    if (AfterRootPrompt(*first) && std::any_of(lines_.begin(), lines_.end(), is_roots)) {
      prompt_ = Prompt::kRoot;
      return true;
    }
    if (!absl::StartsWith(absl::StripLeadingAsciiWhitespace(*first), "> ")) return false;
    prompt_ = Prompt::kAngle;
    return true;
  }

  void ReadLine(int number, const std::string& line) {
    const Command typed =
        prompt_ == Prompt::kPercent && AfterPercent(line) ? AfterPercent(line) : AfterPrompt(line);
    // No quoted text has a prompt in it: the quote that is open is output's apostrophe.
    if (command_.open() && (!typed || command_.in_here_document())) return ReadContinuation(line);
    if (typed) return Take(*typed);
    if (prompt_ == Prompt::kAngle && absl::StartsWith(line, ">")) return Take(*AfterAngle(line));
    if (in_compound_) {
      if (const Command more = AfterAngle(line)) return Take(*more, /*goes_on=*/true);
    }
    if (AfterProgramsPrompt(line)) {
      out_.emplace_back();
      Remark(number, absl::StrCat("not run: typed into a program, not into a shell: ",
                                  absl::StripAsciiWhitespace(line)));
      return;
    }
    if (absl::StartsWith(absl::StripLeadingAsciiWhitespace(line), "#"))
      return ReadHash(number, line);
    in_compound_ = false;
    out_.emplace_back();
  }

  void ReadContinuation(const std::string& line) {
    const bool first = !continued_;
    continued_ = true;
    const Command more = AfterAngle(line);
    if (first) angle_goes_on_ = more.has_value();
    const std::string text = angle_goes_on_ && more ? *more : line;
    command_.Read(text);
    out_.push_back(text);
  }

  void Take(const std::string& typed, bool goes_on = false) {
    command_ = OpenCommand();
    continued_ = false;
    command_.Read(typed);
    in_compound_ = goes_on || OpensCompound(typed);
    const absl::string_view word = FirstWord(typed);
    if (OpensRootShell(typed)) root_shell_ = true;
    if (word == "exit" || word == "logout") root_shell_ = false;
    result_.has_commands = result_.has_commands || !word.empty();
    out_.push_back(typed);
  }

  // A comment, or what root typed.
  void ReadHash(int number, const std::string& line) {
    const Command command = AfterRootPrompt(line);
    const bool known = command && IsKnownProgram(FirstWord(*command));
    const bool roots = prompt_ == Prompt::kRoot || root_shell_;
    if (command && roots && (known || !ReadsAsComment(*command))) return Take(*command);
    if (known && !ReadsAsComment(*command))
      Remark(number, absl::StrCat("read as a comment, not run: ", absl::StripAsciiWhitespace(line),
                                  "; if # is root's prompt here, write root@host:~# in its place"));
    out_.emplace_back(absl::StripLeadingAsciiWhitespace(line));
  }

  void Remark(int number, std::string what) {
    result_.remarks.push_back({number, std::move(what)});
  }

  const std::vector<std::string> lines_;
  const Shows shows_;
  Prompt prompt_ = Prompt::kUsual;
  OpenCommand command_;
  // Whether a continuation line of the open command was read, and whether such lines begin with `>
  // `.
  bool continued_ = false;
  bool angle_goes_on_ = false;
  bool in_compound_ = false;
  bool root_shell_ = false;
  std::vector<std::string> out_;
  TypedText result_;
};

}  // namespace

std::optional<TypedText> ReadPrompts(absl::string_view text, Shows shows) {
  return TerminalReader(absl::StrSplit(text, '\n'), shows).Read();
}

}  // namespace drill
