#include "harness/twin/account_answers.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/base/short_digest.h"
#include "harness/twin/portrait.h"
#include "harness/twin/words.h"

namespace drill {
namespace {

using Row = std::vector<std::string>;

// Lines of columns between colons, with at least `columns` of them.
std::vector<Row> Rows(absl::string_view text, size_t columns) {
  std::vector<Row> rows;
  for (const absl::string_view line : LinesOf(text)) {
    Row row = absl::StrSplit(line, ':');
    if (line[0] != '#' && row.size() >= columns) rows.push_back(std::move(row));
  }
  return rows;
}

bool LetsIn(absl::string_view shell) {
  constexpr const char* kShut[] = {"/nologin", "/false", "/sync", "/halt", "/shutdown"};
  return std::none_of(std::begin(kShut), std::end(kShut),
                      [&](const char* name) { return absl::EndsWith(shell, name); });
}

std::string Password(absl::string_view hash) {
  if (hash.empty()) return "none";
  if (hash[0] == '!' || hash[0] == '*') return "locked";
  return absl::StrCat("set, ", DigestOf(hash));
}

// The words of a line of authorized_keys; options may hold blanks between quotes.
std::vector<std::string> KeyWordsOf(absl::string_view line) {
  std::vector<std::string> words(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (!quoted && absl::ascii_isspace(static_cast<unsigned char>(c))) {
      if (!words.back().empty()) words.emplace_back();
    } else {
      words.back().push_back(c);
    }
  }
  return words;
}

bool IsKeyType(absl::string_view word) {
  return absl::StartsWith(word, "ssh-") || absl::StartsWith(word, "ecdsa-") ||
         absl::StartsWith(word, "sk-");
}

}  // namespace

std::vector<Account> AccountsOf(absl::string_view passwd) {
  std::vector<Account> accounts;
  for (const Row& row : Rows(passwd, 7)) accounts.push_back({row[0], row[5]});
  return accounts;
}

void PaintUsers(absl::string_view passwd, absl::string_view shadow, Portrait* portrait) {
  std::map<std::string, Row> shadows;
  for (Row& row : Rows(shadow, 2)) shadows[row[0]] = row;
  Painter painter(MACHINE, portrait);
  for (const Row& row : Rows(passwd, 7)) {
    const std::string object = absl::StrCat("user ", row[0]);
    painter.Object(object, LetsIn(row[6]) ? ACTS : NEW_IS_TOLD);
    painter.Field(object, "number", row[2]);
    painter.Field(object, "group", row[3]);
    painter.Field(object, "home", row[5]);
    painter.Field(object, "shell", row[6]);
    const auto found = shadows.find(row[0]);
    // Without an entry in /etc/shadow, the password is the one in /etc/passwd.
    painter.Field(object, "password", Password(found == shadows.end() ? row[1] : found->second[1]));
    if (found != shadows.end() && found->second.size() > 7)
      painter.Field(object, "ends on day", found->second[7]);
  }
}

void PaintGroups(absl::string_view groups, Portrait* portrait) {
  Painter painter(MACHINE, portrait);
  for (const Row& row : Rows(groups, 4)) {
    const std::string object = absl::StrCat("group ", row[0]);
    painter.Object(object, NEW_IS_TOLD);
    painter.Field(object, "number", row[2]);
    std::vector<std::string> members = absl::StrSplit(row[3], ',', absl::SkipWhitespace());
    std::sort(members.begin(), members.end());
    painter.Field(object, "members", absl::StrJoin(members, ", "));
  }
}

void PaintAuthorizedKeys(absl::string_view user, absl::string_view keys, Portrait* portrait) {
  Painter painter(MACHINE, portrait);
  for (const absl::string_view line : LinesOf(keys)) {
    const std::vector<std::string> words = KeyWordsOf(absl::StripAsciiWhitespace(line));
    const auto type = std::find_if(words.begin(), words.end(), IsKeyType);
    if (words[0].empty() || words[0][0] == '#' || type == words.end() ||
        std::next(type) == words.end())
      continue;
    // The key with its options, which restrict what it may be used for, and without its comment.
    const std::string key = absl::StrJoin(words.begin(), type + 2, " ");
    painter.Object(absl::StrCat("authorized key of ", user, ": ", *type, " ", DigestOf(key)));
  }
}

}  // namespace drill
