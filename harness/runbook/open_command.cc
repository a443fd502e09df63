#include "harness/runbook/open_command.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace drill {
namespace {

bool EndsWithOperator(absl::string_view line) {
  line = absl::StripTrailingAsciiWhitespace(line);
  return absl::EndsWith(line, "|") || absl::EndsWith(line, "&&");
}

bool IsWordCharacter(char c) { return absl::ascii_isalnum(c) || c == '_'; }

}  // namespace

void OpenCommand::Read(absl::string_view line) {
  if (!in_here_document()) return ReadCode(line);
  // `<<-` takes tabs before the word; documents indent it with blanks, too.
  if (absl::StripAsciiWhitespace(line) == delimiters_.front()) delimiters_.pop_front();
}

void OpenCommand::ReadCode(absl::string_view line) {
  continues_ = false;
  for (size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote_ == '\'') {
      if (c == '\'') quote_ = 0;
    } else if (c == '\\') {
      continues_ = i + 1 == line.size() || absl::StripAsciiWhitespace(line.substr(i + 1)).empty();
      ++i;
    } else if (quote_ == '"') {
      if (c == '"') quote_ = 0;
    } else if (c == '\'' || c == '"') {
      quote_ = c;
    } else if (c == '#' && (i == 0 || absl::ascii_isspace(line[i - 1]))) {
      line = line.substr(0, i);
    } else if (c == '<') {
      const size_t length = ReadHereDocument(line, i);
      i += length == 0 ? 0 : length - 1;
    }
  }
  if (quote_ == 0 && !continues_) continues_ = EndsWithOperator(line);
}

size_t OpenCommand::ReadHereDocument(absl::string_view line, size_t at) {
  const size_t begin = at;
  if (line.substr(at, 2) != "<<") return 0;
  // `<<<` is text in place of a file.
  if (line.substr(at, 3) == "<<<") return 3;
  at += 2;
  if (at < line.size() && line[at] == '-') ++at;
  while (at < line.size() && absl::ascii_isspace(line[at])) ++at;
  const bool quoted = at < line.size() && (line[at] == '\'' || line[at] == '"' || line[at] == '\\');
  if (quoted) ++at;
  const size_t word = at;
  while (at < line.size() && IsWordCharacter(line[at])) ++at;
  if (at == word) return 0;
  delimiters_.emplace_back(line.substr(word, at - word));
  if (quoted && at < line.size() && (line[at] == '\'' || line[at] == '"')) ++at;
  return at - begin;
}

}  // namespace drill
