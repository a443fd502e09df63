// A file of equally sized pages, broken page by page. Every change is kept with file, offset, and
// what stood there before and stands there now.
#ifndef HARNESS_FAULT_PAGE_FILE_H_
#define HARNESS_FAULT_PAGE_FILE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/fault/fault_random.h"

namespace drill {

class PageFile {
 public:
  // Half open, in bytes from the page's beginning.
  using Range = std::pair<int64_t, int64_t>;
  // What of a page counts as used; nothing: the page is not worth breaking.
  using UsedRanges = std::function<std::vector<Range>(absl::string_view page)>;

  // `path` on this machine; `name` for the journal ("base/16384/16402").
  PageFile(std::string path, std::string name, int64_t page_size, FaultRandom* random)
      : path_(std::move(path)), name_(std::move(name)), page_size_(page_size), random_(random) {}

  // Whole pages in the file. FailedPrecondition when it cannot be read.
  absl::StatusOr<int64_t> Pages() const;
  absl::StatusOr<std::string> Read(int64_t page) const;

  // Draws `count` different pages of [first, end) that have used bytes. FailedPrecondition when
  // there are too few.
  absl::StatusOr<std::vector<int64_t>> Draw(int64_t first, int64_t end, int count,
                                            const UsedRanges& used) const;

  // `bits` different bits of the page's used bytes.
  absl::Status FlipBits(int64_t page, int bits, const UsedRanges& used) const;
  // Replaces the second half of the page by that of page `other`.
  absl::Status Tear(int64_t page, int64_t other) const;
  absl::Status Zero(int64_t page) const;
  // Cuts the file off at the beginning of page `pages`.
  absl::Status Truncate(int64_t pages) const;

 private:
  absl::Status Replace(int64_t page, const std::string& content) const;
  absl::Status Unreadable(absl::string_view what) const;
  void NotePage(int64_t page, const std::string& was, const std::string& is) const;

  const std::string path_;
  const std::string name_;
  const int64_t page_size_;
  FaultRandom* const random_;
};

}  // namespace drill

#endif  // HARNESS_FAULT_PAGE_FILE_H_
