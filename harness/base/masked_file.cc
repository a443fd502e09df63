#include "harness/base/masked_file.h"

#include <errno.h>
#include <string.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "harness/base/text_span.h"

namespace drill {
namespace {

// More than the longest private key in use.
constexpr size_t kHeldBack = 16 << 10;
// Bytes that are collected before they are searched for secrets, so that the time stays linear.
constexpr size_t kEnough = 64 << 10;
// A line that is longer than this is written in pieces.
constexpr size_t kLongestLine = 1 << 20;

// Whether a secret, or the key in front of it, would be cut at `at`.
const TextSpan* CutSpan(const std::vector<TextSpan>& spans, size_t at) {
  constexpr size_t kKey = 64;
  const auto cut = std::find_if(spans.begin(), spans.end(), [at](const TextSpan& span) {
    return span.begin < at + kKey && at < span.end;
  });
  return cut == spans.end() ? nullptr : &*cut;
}

}  // namespace

size_t SafeToWrite(absl::string_view text, const Masker& masker) {
  if (text.size() < kEnough) return 0;
  const std::vector<TextSpan> spans = masker.Find(text);
  size_t at = text.size() - kHeldBack;
  while (true) {
    const size_t newline = at == 0 ? absl::string_view::npos : text.rfind('\n', at - 1);
    if (newline == absl::string_view::npos) break;
    at = newline + 1;
    const auto over = std::find_if(spans.begin(), spans.end(), [at](const TextSpan& span) {
      return span.begin < at && at < span.end;
    });
    if (over == spans.end()) return at;
    at = over->begin;
  }
  if (text.size() < kLongestLine) return 0;
  at = text.size() - kHeldBack;
  while (const TextSpan* span = CutSpan(spans, at)) at = span->end;
  return std::min(at, text.size());
}

MaskedFile::~MaskedFile() {
  (void)Flush();
  if (file_ != nullptr) std::fclose(file_);
}

absl::Status MaskedFile::Open(const std::string& path) {
  const absl::Status before = Flush();
  if (file_ != nullptr) std::fclose(file_);
  path_ = path;
  file_ = std::fopen(path.c_str(), "we");
  status_ = absl::OkStatus();
  if (file_ == nullptr) {
    status_ = absl::InternalError(absl::StrCat(path, ": cannot be written: ", strerror(errno)));
    return status_;
  }
  return before;
}

void MaskedFile::Append(absl::string_view bytes) {
  if (file_ == nullptr) return;
  absl::StrAppend(&pending_, bytes);
  if (masker_ == nullptr) return Write(pending_.size());
  if (pending_.size() < std::max(kEnough, look_at_)) return;
  Write(SafeToWrite(pending_, *masker_));
  // Search again only when twice as much is there, so that one endless line is not searched anew
  // for every piece that is appended.
  look_at_ = 2 * pending_.size();
}

absl::Status MaskedFile::Flush() {
  if (file_ == nullptr) return absl::OkStatus();
  Write(pending_.size());
  if (std::fflush(file_) != 0 && status_.ok())
    status_ = absl::InternalError(absl::StrCat(path_, ": cannot be written: ", strerror(errno)));
  return status_;
}

void MaskedFile::Write(size_t bytes) {
  const absl::string_view part = absl::string_view(pending_).substr(0, bytes);
  const std::string text = masker_ == nullptr ? std::string(part) : masker_->Mask(part);
  pending_.erase(0, bytes);
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size() && status_.ok())
    status_ = absl::InternalError(absl::StrCat(path_, ": cannot be written: ", strerror(errno)));
}

}  // namespace drill
