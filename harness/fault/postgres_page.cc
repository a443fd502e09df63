#include "harness/fault/postgres_page.h"

#include <cstdint>

namespace drill {
namespace {

// Size of PageHeaderData and offsets of its fields.
constexpr int64_t kHeader = 24;
constexpr size_t kLower = 12;
constexpr size_t kUpper = 14;
constexpr size_t kSpecial = 16;

// BTPageOpaqueData, at the page's end: offset of btpo_flags, size, and flag bits.
constexpr size_t kFlags = 12;
constexpr size_t kOpaque = 16;
constexpr int kLeaf = 1;
constexpr int kDeletedOrHalfDead = 4 | 16;

int64_t Short(absl::string_view page, size_t at) {
  return static_cast<unsigned char>(page[at]) | static_cast<unsigned char>(page[at + 1]) << 8;
}

}  // namespace

std::vector<PageFile::Range> UsedOfHeapPage(absl::string_view page) {
  const auto size = static_cast<int64_t>(page.size());
  if (size < kHeader) return {};
  const int64_t lower = Short(page, kLower), upper = Short(page, kUpper);
  const int64_t special = Short(page, kSpecial);
  if (lower <= kHeader || upper < lower || special < upper || special > size) return {};
  return {{kHeader, lower}, {upper, special}};
}

std::vector<PageFile::Range> UsedOfBtreeLeaf(absl::string_view page) {
  if (page.size() < kOpaque || Short(page, kSpecial) + kOpaque != page.size()) return {};
  const int64_t flags = Short(page, page.size() - kOpaque + kFlags);
  if ((flags & kLeaf) == 0 || (flags & kDeletedOrHalfDead) != 0) return {};
  return UsedOfHeapPage(page);
}

}  // namespace drill
