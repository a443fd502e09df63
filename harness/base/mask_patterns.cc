#include "harness/base/mask_patterns.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

// Scanned by hand: std::regex recurses once a character and dies on a long line of output.
namespace drill {
namespace {

constexpr std::array<absl::string_view, 13> kSecretKeys = {
    "password",   "passwd",     "passphrase",  "secret",      "token",  "api_key", "apikey",
    "access_key", "secret_key", "private_key", "credentials", "pgpass", "_pwd"};
constexpr std::array<absl::string_view, 9> kTokenPrefixes = {
    "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "sk-", "AKIA"};
constexpr size_t kTokenLength = 20;

bool IsKeyChar(char c) { return absl::ascii_isalnum(c) || c == '_' || c == '-'; }
bool EndsValue(char c) {
  return absl::ascii_isspace(c) || c == '"' || c == '\'' || c == ',' || c == ';' || c == '&' ||
         c == ')' || c == '}' || c == '<' || c == '>' || c == '`';
}

// Walks a text once and copies it, masked.
class Scanner {
 public:
  Scanner(absl::string_view text, absl::string_view mask) : text_(text), mask_(mask) {}

  std::string Run() {
    while (at_ < text_.size()) {
      if (KeyBlock() || Url() || Word()) continue;
      Copy(1);
    }
    return std::move(result_);
  }

 private:
  absl::string_view Rest() const { return text_.substr(at_); }
  void Copy(size_t n) {
    n = std::min(n, text_.size() - at_);
    absl::StrAppend(&result_, text_.substr(at_, n));
    at_ += n;
  }
  void MaskNext(size_t n) {
    if (n == 0) return;
    absl::StrAppend(&result_, mask_);
    at_ += n;
  }
  size_t Span(bool (*stops)(char)) const {
    const absl::string_view rest = Rest();
    return std::find_if(rest.begin(), rest.end(), stops) - rest.begin();
  }

  // -----BEGIN … PRIVATE KEY----- up to its end.
  bool KeyBlock() {
    if (!absl::StartsWith(Rest(), "-----BEGIN ")) return false;
    const absl::string_view line = Rest().substr(0, Rest().find('\n'));
    if (!absl::StrContains(line, "PRIVATE KEY-----")) return false;
    const size_t end = Rest().find("-----END ");
    Copy(line.size());
    MaskNext(end == absl::string_view::npos ? text_.size() - at_ : end - line.size());
    return true;
  }

  // The secret part of scheme://user:secret@host, and of scheme://token@host.
  bool Url() {
    if (!absl::StartsWith(Rest(), "://")) return false;
    Copy(3);
    const absl::string_view authority = Rest().substr(0, Span([](char c) {
                                                        return absl::ascii_isspace(c) || c == '/' ||
                                                               c == '"' || c == '\'' || c == '?';
                                                      }));
    const size_t at = authority.rfind('@');
    if (at == absl::string_view::npos) return true;
    const size_t colon = authority.substr(0, at).find(':');
    if (colon != absl::string_view::npos) {
      Copy(colon + 1);
      MaskValue(at - colon - 1);
    } else if (at >= kTokenLength) {
      MaskNext(at);
    }
    return true;
  }

  // A word, and the value behind it where the word is a secret's key.
  bool Word() {
    if (!IsKeyChar(Rest().front())) return false;
    const absl::string_view word = Rest().substr(0, Span([](char c) { return !IsKeyChar(c); }));
    if (IsToken(word)) {
      MaskNext(Span(EndsValue));
      return true;
    }
    Copy(word.size());
    if (absl::EqualsIgnoreCase(word, "authorization")) {
      Authorization();
    } else if (absl::EqualsIgnoreCase(word, "bearer")) {
      if (absl::StartsWith(Rest(), " ")) Copy(1), MaskLong();
    } else if (IsSecretKey(word)) {
      Value(absl::StartsWith(word, "--"));
    }
    return true;
  }

  static bool IsToken(absl::string_view word) {
    if (word.size() < kTokenLength) return false;
    const bool jwt = absl::StartsWith(word, "eyJ");
    return jwt || std::any_of(kTokenPrefixes.begin(), kTokenPrefixes.end(),
                              [&](auto prefix) { return absl::StartsWith(word, prefix); });
  }

  // What follows "Authorization": a separator, perhaps a scheme, the secret.
  void Authorization() {
    while (at_ < text_.size() && absl::StrContains("\"': =", text_.substr(at_, 1))) Copy(1);
    const size_t scheme = Span(EndsValue);
    const bool has_scheme = scheme < Rest().size() && Rest()[scheme] == ' ' &&
                            std::all_of(Rest().begin(), Rest().begin() + scheme,
                                        [](char c) { return absl::ascii_isalpha(c); });
    if (has_scheme) Copy(scheme + 1);
    MaskValue(Span(EndsValue));
  }

  // What follows a secret's key: = or :, quotes around it. A blank only after an option.
  void Value(bool option) {
    const size_t start = at_;
    const size_t written = result_.size();
    if (absl::StartsWith(Rest(), "\"") || absl::StartsWith(Rest(), "'")) Copy(1);
    const size_t before = at_;
    while (absl::StartsWith(Rest(), " ") && at_ < before + 2) Copy(1);
    const bool blank = option && at_ > before;
    const bool separator = absl::StartsWith(Rest(), "=") || absl::StartsWith(Rest(), ":");
    if ((!separator && !blank) || absl::StartsWith(Rest(), "==") ||
        absl::StartsWith(Rest(), "://")) {
      at_ = start;
      result_.resize(written);
      return;
    }
    if (separator) Copy(1);
    while (absl::StartsWith(Rest(), " ")) Copy(1);
    if (absl::StartsWith(Rest(), "\"") || absl::StartsWith(Rest(), "'")) Copy(1);
    MaskValue(Span(EndsValue));
  }

  // A reference to a secret is none.
  void MaskValue(size_t n) {
    const absl::string_view value = Rest().substr(0, n);
    const bool reference = value.empty() || value.front() == '$' || value.front() == '<' ||
                           value.front() == '{' || absl::StartsWith(value, mask_);
    reference ? Copy(n) : MaskNext(n);
  }
  void MaskLong() {
    const size_t n = Span(EndsValue);
    n >= 8 ? MaskValue(n) : Copy(n);
  }

  const absl::string_view text_;
  const absl::string_view mask_;
  size_t at_ = 0;
  std::string result_;
};

}  // namespace

bool IsSecretKey(absl::string_view key) {
  const std::string lower = absl::AsciiStrToLower(key);
  return std::any_of(kSecretKeys.begin(), kSecretKeys.end(), [&](absl::string_view ending) {
    std::string dashed(ending);
    std::replace(dashed.begin(), dashed.end(), '_', '-');
    return absl::EndsWith(lower, ending) || absl::EndsWith(lower, dashed);
  });
}

bool LooksRandom(absl::string_view value) {
  if (value.size() < kTokenLength) return false;
  size_t digits = 0, upper = 0, lower = 0;
  for (char c : value) {
    if (absl::ascii_isspace(c) || absl::StrContains("/:.,@", absl::string_view(&c, 1)))
      return false;
    digits += absl::ascii_isdigit(c) ? 1 : 0;
    upper += absl::ascii_isupper(c) ? 1 : 0;
    lower += absl::ascii_islower(c) ? 1 : 0;
  }
  return digits >= 3 && upper + lower >= 3;
}

std::string PasswordOfUrl(absl::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == absl::string_view::npos) return "";
  absl::string_view authority = url.substr(scheme + 3);
  authority = authority.substr(0, authority.find('/'));
  const size_t at = authority.rfind('@');
  const size_t colon = authority.find(':');
  if (at == absl::string_view::npos || colon == absl::string_view::npos || colon > at) return "";
  return std::string(authority.substr(colon + 1, at - colon - 1));
}

std::string MaskPatterns(absl::string_view text, absl::string_view mask) {
  return Scanner(text, mask).Run();
}

}  // namespace drill
