#include "harness/base/secret_word.h"

#include <algorithm>
#include <array>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace drill {
namespace {

// Endings of keys whose values are secrets, in lower case without separators.
constexpr std::array<absl::string_view, 42> kEndings = {
    "password",      "passwd",     "passphrase", "passcode",    "passwort",       "secret",
    "token",         "apikey",     "accesskey",  "secretkey",   "privatekey",     "signingkey",
    "encryptionkey", "masterkey",  "accountkey", "sharedkey",   "sessionkey",     "authkey",
    "appkey",        "fernetkey",  "hmackey",    "jwtkey",      "deploykey",      "licensekey",
    "webhookkey",    "servicekey", "secretid",   "cookiekey",   "integrationkey", "routingkey",
    "credentials",   "credential", "pgpass",     "mysqlpwd",    "dbpwd",          "adminpwd",
    "userpwd",       "sessionid",  "sessid",     "connect.sid", "csrftoken",      "secretaccess"};
// Words too short to be searched for as endings: they must be the key's last word as a whole.
constexpr std::array<absl::string_view, 3> kWords = {"pass", "salt", "passw"};
// Words that may follow the one that marks a secret: PASSWORD_OLD, SECRET_KEY_BASE, TOKEN_2.
constexpr std::array<absl::string_view, 14> kTails = {
    "old",  "new",     "base", "value",  "prod",    "production", "dev",
    "test", "staging", "b64",  "base64", "primary", "secondary",  "hash"};

bool Joins(char c) { return c == '_' || c == '-' || c == '.'; }

// The last word of a key in snake_case, kebab-case or camelCase.
absl::string_view LastWord(absl::string_view key) {
  size_t begin = key.size();
  while (begin > 0 && !Joins(key[begin - 1])) {
    --begin;
    const bool hump =
        absl::ascii_isupper(key[begin]) && begin > 0 && absl::ascii_islower(key[begin - 1]);
    if (hump) break;
  }
  return key.substr(begin);
}

absl::string_view WithoutTails(absl::string_view key) {
  while (true) {
    const absl::string_view before = key;
    while (!key.empty() && (absl::ascii_isdigit(key.back()) || Joins(key.back())))
      key.remove_suffix(1);
    const absl::string_view word = LastWord(key);
    const bool tail = word.size() < key.size() &&
                      std::any_of(kTails.begin(), kTails.end(), [&](absl::string_view known) {
                        return absl::EqualsIgnoreCase(word, known);
                      });
    if (tail) key.remove_suffix(word.size());
    if (key == before) return key;
  }
}

}  // namespace

bool IsSecretKey(absl::string_view key) {
  key = WithoutTails(key);
  const absl::string_view last = LastWord(key);
  if (std::any_of(kWords.begin(), kWords.end(),
                  [&](absl::string_view word) { return absl::EqualsIgnoreCase(last, word); }))
    return true;
  std::string joined;
  for (const char c : key) {
    if (c != '_' && c != '-') joined += absl::ascii_tolower(c);
  }
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](absl::string_view ending) { return absl::EndsWith(joined, ending); });
}

bool LooksRandom(absl::string_view value) {
  if (value.size() < 20) return false;
  size_t digits = 0, letters = 0;
  for (char c : value) {
    if (absl::ascii_isspace(c) || absl::StrContains("/:.,@", absl::string_view(&c, 1)))
      return false;
    digits += absl::ascii_isdigit(c) ? 1 : 0;
    letters += absl::ascii_isalpha(c) ? 1 : 0;
  }
  return digits >= 3 && letters >= 3;
}

bool IsReference(absl::string_view value) {
  if (value.empty() || absl::StartsWith(value, kMasked)) return true;
  if (value.find_first_not_of("*") == absl::string_view::npos ||
      value.find_first_not_of(".") == absl::string_view::npos)
    return true;
  for (absl::string_view word : {"true", "false", "null", "none", "nil", "undefined"})
    if (absl::EqualsIgnoreCase(value, word)) return true;
  if (value.front() == '<' || absl::StartsWith(value, "{{") || absl::StartsWith(value, "%(") ||
      value.front() == '{')
    return true;
  if (value.front() != '$' || value.size() < 2) return false;
  // "$2b$12$…" is a hash, not a variable.
  return absl::ascii_isalpha(value[1]) || absl::StrContains("_{(", value.substr(1, 1));
}

}  // namespace drill
