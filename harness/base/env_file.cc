#include "harness/base/env_file.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "harness/base/env_template.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr absl::string_view kExport = "export";

// Strips white space at both ends, the non-ASCII no-break space and next-line character included.
absl::string_view WithoutBlanks(absl::string_view text) {
  while (true) {
    const size_t before = text.size();
    text = absl::StripAsciiWhitespace(text);
    for (const absl::string_view blank : {"\u00a0", "\u0085"}) {
      absl::ConsumePrefix(&text, blank);
      absl::ConsumeSuffix(&text, blank);
    }
    if (text.size() == before) return text;
  }
}

bool IsBlank(char c) { return c != '\n' && absl::ascii_isspace(c); }
// Anything beyond ASCII counts as a letter.
bool IsKeyChar(char c) {
  return absl::ascii_isalnum(c) || absl::StrContains("_.-[]", absl::string_view(&c, 1)) ||
         static_cast<unsigned char>(c) >= 0x80;
}

// The character of an escape inside double quotes; how many bytes behind the backslash it takes, or
// 0 when it is none.
size_t Unescape(absl::string_view behind, std::string* result) {
  constexpr absl::string_view kNames = "abfnrtv\"\\";
  constexpr absl::string_view kMeanings = "\a\b\f\n\r\t\v\"\\";
  if (behind.empty()) return 0;
  const size_t known = kNames.find(behind.front());
  if (known != absl::string_view::npos) {
    *result += kMeanings[known];
    return 1;
  }
  // A $ is doubled, since the result is expanded as a template next.
  if (behind.front() == '$') return *result += "$$", 1;
  if (behind.front() != '0') return 0;
  size_t digits = 0;
  while (digits < 3 && digits + 1 < behind.size() && absl::ascii_isdigit(behind[digits + 1]))
    ++digits;
  const bool octal = digits == 3 && behind[1] <= '3' &&
                     behind.substr(1, 3).find_first_of("89") == absl::string_view::npos;
  // An escape such as \09, which is no octal character, is kept without its 0, as compose does.
  if (octal) {
    *result += static_cast<char>((behind[1] - '0') * 64 + (behind[2] - '0') * 8 + behind[3] - '0');
  } else {
    absl::StrAppend(result, "\\", behind.substr(1, digits));
  }
  return digits + 1;
}

std::string ExpandEscapes(absl::string_view text) {
  std::string result;
  while (!text.empty()) {
    const char c = text.front();
    text.remove_prefix(1);
    const size_t taken = c == '\\' ? Unescape(text, &result) : 0;
    if (taken == 0) result += c;
    text.remove_prefix(taken);
  }
  return result;
}

class Parser {
 public:
  explicit Parser(absl::string_view content) : text_(content) {
    if (absl::StartsWith(text_, kByteOrderMark)) at_ = kByteOrderMark.size();
  }

  EnvFile Run() {
    while (SkipToStatement()) {
      NoteLine();
      if (const absl::Status read = Statement(); !read.ok()) {
        file_.problems.push_back({line_, std::string(read.message())});
        SkipLine();
      }
    }
    return std::move(file_);
  }

 private:
  absl::string_view Rest() const { return text_.substr(at_); }
  char Now() const { return at_ < text_.size() ? text_[at_] : '\n'; }
  void SkipBlanks() {
    while (at_ < text_.size() && IsBlank(text_[at_])) ++at_;
  }
  void SkipLine() { at_ = std::min(text_.size(), text_.find('\n', at_)); }

  // False at the file's end.
  bool SkipToStatement() {
    while (at_ < text_.size()) {
      if (text_[at_] == '#') {
        SkipLine();
      } else if (absl::ascii_isspace(text_[at_])) {
        ++at_;
      } else {
        return true;
      }
    }
    return false;
  }

  // Notes the line number and the beginning of the line at which the statement begins.
  void NoteLine() {
    for (; counted_ < at_; ++counted_) {
      if (text_[counted_] != '\n') continue;
      ++line_;
      line_start_ = counted_ + 1;
    }
  }

  absl::Status Statement() {
    if (absl::StartsWith(Rest(), kExport) && Rest().size() > kExport.size() &&
        IsBlank(Rest()[kExport.size()])) {
      at_ += kExport.size();
      SkipBlanks();
    }
    const size_t key_begin = at_;
    while (at_ < text_.size() && (IsKeyChar(Now()) || IsBlank(Now()))) ++at_;
    const absl::string_view key =
        absl::StripTrailingAsciiWhitespace(text_.substr(key_begin, at_ - key_begin));
    const bool separated = at_ < text_.size() && (Now() == '=' || Now() == ':');
    if (!separated && at_ < text_.size() && Now() != '\n')
      return absl::InvalidArgumentError("has a character that no key may have before its =");
    if (absl::StrContains(key, ' '))
      return absl::InvalidArgumentError("has a key with a blank in it");
    // A key without a value takes its value from the environment, and a drill host has none.
    if (!separated) return absl::OkStatus();
    ++at_;
    SkipBlanks();
    const bool quoted = Now() == '"' || Now() == '\'';
    absl::StatusOr<std::string> value = quoted ? Quoted() : Plain();
    if (!value.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("sets ", key, ", whose value ", value.status().message()));
    }
    values_[std::string(key)] = *value;
    file_.entries.push_back({std::string(key), *std::move(value), line_, line_start_, EndOfLine()});
    return absl::OkStatus();
  }

  absl::StatusOr<std::string> Plain() {
    const size_t begin = at_;
    SkipLine();
    absl::string_view value = text_.substr(begin, at_ - begin);
    return Expanded(WithoutBlanks(value.substr(0, value.find(" #"))));
  }

  absl::StatusOr<std::string> Quoted() {
    const char quote = Now();
    std::string value;
    for (size_t i = at_ + 1; i < text_.size(); ++i) {
      if (text_[i] == '\\' && i + 1 < text_.size()) {
        // A backslash before the quote is dropped; other escape sequences are kept for
        // ExpandEscapes().
        if (text_[i + 1] != quote) value += '\\';
        value += text_[++i];
      } else if (text_[i] == quote) {
        at_ = i + 1;
        return quote == '"' ? Expanded(ExpandEscapes(value)) : value;
      } else {
        value += text_[i];
      }
    }
    return absl::InvalidArgumentError("begins with a quote that is not closed");
  }

  absl::StatusOr<std::string> Expanded(absl::string_view value) const {
    return ExpandEnvTemplate(value, [this](absl::string_view name) {
      const auto found = values_.find(std::string(name));
      return found == values_.end() ? nullptr : &found->second;
    });
  }

  // The position after the newline when only blanks or a comment follow the value, else the value's
  // end.
  size_t EndOfLine() const {
    const size_t newline = std::min(text_.size(), text_.find('\n', at_));
    const absl::string_view behind =
        absl::StripLeadingAsciiWhitespace(text_.substr(at_, newline - at_));
    if (!behind.empty() && behind.front() != '#') return at_;
    return std::min(text_.size(), newline + 1);
  }

  const absl::string_view text_;
  size_t at_ = 0;
  // Lines are counted up to offset counted_; the line there has number line_ and begins at
  // line_start_.
  size_t counted_ = 0;
  size_t line_start_ = 0;
  int line_ = 1;
  std::map<std::string, std::string> values_;
  EnvFile file_;
};

}  // namespace

const EnvEntry* EnvFile::Find(absl::string_view key) const {
  const auto found = std::find_if(entries.rbegin(), entries.rend(),
                                  [&](const EnvEntry& entry) { return entry.key == key; });
  return found == entries.rend() ? nullptr : &*found;
}

EnvFile ParseEnvFile(absl::string_view content) { return Parser(content).Run(); }

absl::StatusOr<std::string> EnvValue(absl::string_view file, absl::string_view content,
                                     absl::string_view key) {
  const EnvFile parsed = ParseEnvFile(content);
  if (!parsed.problems.empty()) {
    const EnvProblem& first = parsed.problems.front();
    return absl::InvalidArgumentError(absl::StrCat(file, ":", first.line,
                                                   ": compose cannot read this file, so that ", key,
                                                   " has no value: the line ", first.message));
  }
  const EnvEntry* entry = parsed.Find(key);
  if (entry != nullptr) return entry->value;
  const int lines = static_cast<int>(std::count(content.begin(), content.end(), '\n'));
  return absl::NotFoundError(absl::StrCat(file, ": none of its ", lines, " lines sets ", key));
}

absl::StatusOr<std::string> ReplaceEnvKey(absl::string_view content, absl::string_view key,
                                          absl::string_view by) {
  std::string result;
  size_t from = 0;
  bool found = false;
  for (const EnvEntry& entry : ParseEnvFile(content).entries) {
    if (entry.key != key) continue;
    found = true;
    absl::StrAppend(&result, content.substr(from, entry.begin - from), by, by.empty() ? "" : "\n");
    from = entry.end;
  }
  if (!found) return absl::NotFoundError(absl::StrCat("no line of it sets ", key));
  return absl::StrCat(result, content.substr(from));
}

}  // namespace drill
