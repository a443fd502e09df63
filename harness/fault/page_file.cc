#include "harness/fault/page_file.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "harness/base/hash.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// A page without used bytes is drawn again. After this many draws there are too few pages worth
// breaking.
constexpr int kMostDraws = 1000;

int64_t Size(const std::vector<PageFile::Range>& ranges) {
  int64_t size = 0;
  for (const PageFile::Range& range : ranges) size += range.second - range.first;
  return size;
}

// The byte of the page that is the n-th of the ranges.
int64_t Nth(const std::vector<PageFile::Range>& ranges, int64_t n) {
  for (const PageFile::Range& range : ranges) {
    if (n < range.second - range.first) return range.first + n;
    n -= range.second - range.first;
  }
  return 0;
}

std::string Short(const std::string& page) { return Sha256(page).substr(0, 16); }

}  // namespace

absl::Status PageFile::Unreadable(absl::string_view what) const {
  return absl::FailedPreconditionError(absl::StrCat(name_, ": ", what, ": ", std::strerror(errno)));
}

absl::StatusOr<int64_t> PageFile::Pages() const {
  std::ifstream file(path_, std::ios::binary | std::ios::ate);
  if (!file) return Unreadable("there is no such file to break");
  return static_cast<int64_t>(file.tellg()) / page_size_;
}

absl::StatusOr<std::string> PageFile::Read(int64_t page) const {
  std::ifstream file(path_, std::ios::binary);
  std::string content(page_size_, '\0');
  file.seekg(page * page_size_);
  if (!file.read(content.data(), page_size_)) {
    return Unreadable(absl::StrCat("page ", page, " cannot be read"));
  }
  return content;
}

absl::Status PageFile::Replace(int64_t page, const std::string& content) const {
  std::fstream file(path_, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(page * page_size_);
  if (!file.write(content.data(), page_size_).flush()) {
    return Unreadable(absl::StrCat("page ", page, " cannot be written"));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<int64_t>> PageFile::Draw(int64_t first, int64_t end, int count,
                                                    const UsedRanges& used) const {
  ASSIGN_OR_RETURN(const int64_t pages, Pages());
  end = std::min(end, pages);
  std::vector<int64_t> drawn;
  if (end - first >= count) {
    for (int i = 0; i < kMostDraws && drawn.size() < static_cast<size_t>(count); ++i) {
      const int64_t page = first + static_cast<int64_t>(random_->Below(
                                       end - first, absl::StrCat("page of ", name_)));
      if (std::find(drawn.begin(), drawn.end(), page) != drawn.end()) continue;
      ASSIGN_OR_RETURN(const std::string content, Read(page));
      if (Size(used(content)) > 0) drawn.push_back(page);
    }
  }
  if (drawn.size() == static_cast<size_t>(count)) return drawn;
  return absl::FailedPreconditionError(
      absl::StrCat(name_, " is too small: ", count, " pages are wanted of the ",
                   std::max<int64_t>(end - first, 0), " there are"));
}

absl::Status PageFile::FlipBits(int64_t page, int bits, const UsedRanges& used) const {
  ASSIGN_OR_RETURN(std::string content, Read(page));
  const std::vector<Range> ranges = used(content);
  if (Size(ranges) * 8 < bits) {
    return absl::FailedPreconditionError(
        absl::StrCat(name_, ": page ", page, " has fewer than ", bits, " bits in use"));
  }
  std::set<std::pair<int64_t, int>> flipped;
  while (flipped.size() < static_cast<size_t>(bits)) {
    const int64_t offset =
        Nth(ranges, static_cast<int64_t>(random_->Below(Size(ranges), "byte of the page")));
    const int bit = static_cast<int>(random_->Below(8, "bit"));
    if (!flipped.emplace(offset, bit).second) continue;
    const auto was = static_cast<unsigned char>(content[offset]);
    content[offset] = static_cast<char>(was ^ (1u << bit));
    random_->Note(absl::StrCat(name_, " at ", page * page_size_ + offset),
                  absl::StrFormat("%02x -> %02x", was, was ^ (1u << bit)));
  }
  return Replace(page, content);
}

void PageFile::NotePage(int64_t page, const std::string& was, const std::string& is) const {
  random_->Note(absl::StrCat(name_, " at ", page * page_size_, ", ", page_size_, " bytes"),
                absl::StrCat("sha256 ", Short(was), " -> ", Short(is)));
}

absl::Status PageFile::Tear(int64_t page, int64_t other) const {
  ASSIGN_OR_RETURN(const std::string was, Read(page));
  ASSIGN_OR_RETURN(const std::string source, Read(other));
  const size_t half = page_size_ / 2;
  const std::string is = was.substr(0, half) + source.substr(half);
  NotePage(page, was, is);
  return Replace(page, is);
}

absl::Status PageFile::Zero(int64_t page) const {
  ASSIGN_OR_RETURN(const std::string was, Read(page));
  const std::string is(page_size_, '\0');
  NotePage(page, was, is);
  return Replace(page, is);
}

absl::Status PageFile::Truncate(int64_t pages) const {
  ASSIGN_OR_RETURN(const int64_t before, Pages());
  random_->Note(absl::StrCat(name_, " cut at"), absl::StrCat(pages * page_size_));
  if (pages < before && truncate(path_.c_str(), pages * page_size_) == 0) return absl::OkStatus();
  return pages >= before ? absl::FailedPreconditionError(
                               absl::StrCat(name_, " has only ", before, " pages, none to cut off"))
                         : Unreadable("it cannot be cut");
}

}  // namespace drill
