#include "harness/base/mask_key_block.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace drill {
namespace {

constexpr absl::string_view kBegin = "-----BEGIN ";
constexpr absl::string_view kEnd = "-----END ";
constexpr absl::string_view kDashes = "-----";
// The longest keys in use have fewer characters.
constexpr size_t kLongestKey = 64 << 10;

bool IsBase64(char c) {
  return absl::ascii_isalnum(c) || c == '+' || c == '/' || c == '=' || c == '-' || c == '_';
}

// Inside an unclosed block: base64 of any length, a header ("DEK-Info: …"), nothing.
bool MayBeInside(absl::string_view line) {
  line = absl::StripAsciiWhitespace(line);
  if (absl::StartsWith(line, "Proc-Type:") || absl::StartsWith(line, "DEK-Info:")) return true;
  return std::all_of(line.begin(), line.end(), IsBase64);
}

class Finder {
 public:
  explicit Finder(absl::string_view text) : text_(text) {}

  std::vector<TextSpan> Run() {
    while (at_ < text_.size()) {
      const size_t newline = std::min(text_.size(), text_.find('\n', at_));
      const absl::string_view line = text_.substr(at_, newline - at_);
      const size_t label = line.find(kDashes);
      if (label == absl::string_view::npos) {
        if (!in_public_block_ && IsKeyLine(line)) Add(at_, newline);
        at_ = newline + 1;
      } else {
        Label(at_ + label, newline);
      }
    }
    return std::move(spans_);
  }

 private:
  void Add(size_t begin, size_t end) {
    if (!absl::StrContains(text_.substr(begin, end - begin), "[masked]"))
      spans_.push_back({begin, end});
  }

  // Looks at a label, and goes on behind it.
  void Label(size_t label, size_t newline) {
    const absl::string_view rest = text_.substr(label);
    const size_t label_end = rest.find(kDashes, kDashes.size());
    const absl::string_view name = rest.substr(0, std::min(label_end, newline - label));
    const bool begins = absl::StartsWith(rest, kBegin);
    const bool ends = absl::StartsWith(rest, kEnd);
    at_ = newline + 1;
    if ((!begins && !ends) || label_end == absl::string_view::npos) return;
    in_public_block_ = begins && !absl::StrContains(name, "PRIVATE");
    if (!absl::StrContains(name, "PRIVATE")) {
      at_ = std::min(at_, label + label_end + kDashes.size());
      return;
    }
    if (ends) return Backwards(label);
    const size_t body = label + label_end + kDashes.size();
    const size_t length = text_.substr(body, kLongestKey).find(kEnd);
    if (length != absl::string_view::npos) {
      const size_t end = body + length;
      Add(body, end);
      at_ = std::min(text_.size(), text_.find(kDashes, end + kEnd.size())) + kDashes.size();
    } else {
      Unclosed(body);
    }
  }

  void Unclosed(size_t body) {
    size_t line = body;
    while (line < text_.size()) {
      const size_t newline = std::min(text_.size(), text_.find('\n', line));
      if (!MayBeInside(text_.substr(line, newline - line))) break;
      line = newline + 1;
    }
    const size_t end = std::min(line, text_.size());
    // The newline at the end of the key is not masked, so that the text after it begins on its own
    // line.
    Add(body, end < text_.size() && end > body ? end - 1 : end);
    at_ = std::max(end, body);
  }

  // Masks the base64 lines before an END label when the beginning of the key was not printed.
  void Backwards(size_t label) {
    size_t begin = label;
    while (begin > 0) {
      const size_t before = text_.rfind('\n', begin < 2 ? 0 : begin - 2);
      const size_t line = before == absl::string_view::npos ? 0 : before + 1;
      const absl::string_view content =
          absl::StripAsciiWhitespace(text_.substr(line, begin - line));
      if (content.empty() || !std::all_of(content.begin(), content.end(), IsBase64)) break;
      begin = line;
      if (label - begin > kLongestKey) break;
    }
    if (begin < label) Add(begin, label - 1);
  }

  const absl::string_view text_;
  size_t at_ = 0;
  bool in_public_block_ = false;
  std::vector<TextSpan> spans_;
};

}  // namespace

bool IsKeyLine(absl::string_view line) {
  line = absl::StripAsciiWhitespace(line);
  // As ssh-keygen, openssl and base64 break their lines.
  if (line.size() != 64 && line.size() != 70 && line.size() != 76) return false;
  size_t upper = 0, lower = 0, digit = 0;
  for (const char c : line) {
    if (!IsBase64(c) || c == '-' || c == '_') return false;
    upper += absl::ascii_isupper(c) ? 1 : 0;
    lower += absl::ascii_islower(c) ? 1 : 0;
    digit += absl::ascii_isdigit(c) ? 1 : 0;
  }
  return upper >= 8 && lower >= 8 && digit >= 2;
}

std::vector<TextSpan> FindKeyBlocks(absl::string_view text) { return Finder(text).Run(); }

}  // namespace drill
