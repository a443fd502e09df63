#include "harness/fault/sqlite_file.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace drill {
namespace {

constexpr absl::string_view kMagic("SQLite format 3\0", 16);
constexpr size_t kHeaderSize = 100;
constexpr uint32_t kWalMagic = 0x377f0682;
constexpr uint32_t kWalVersion = 3007000;

uint32_t BigEndian(absl::string_view text, size_t at, int bytes) {
  uint32_t value = 0;
  for (int i = 0; i < bytes; ++i) value = value << 8 | static_cast<unsigned char>(text[at + i]);
  return value;
}

void Append(std::string* out, uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out->push_back(static_cast<char>(value >> shift));
}

// The log's running checksum: over pairs of 32-bit words, little-endian as the magic number says.
struct Checksum {
  uint32_t first = 0;
  uint32_t second = 0;

  void Add(absl::string_view data) {
    const auto word = [&](size_t at) {
      uint32_t value = 0;
      for (int i = 3; i >= 0; --i) value = value << 8 | static_cast<unsigned char>(data[at + i]);
      return value;
    };
    for (size_t at = 0; at + 8 <= data.size(); at += 8) {
      first += word(at) + second;
      second += word(at + 4) + first;
    }
  }
  void AppendTo(std::string* out) const {
    Append(out, first);
    Append(out, second);
  }
};

}  // namespace

absl::StatusOr<SqliteHeader> ParseSqliteHeader(absl::string_view beginning) {
  if (beginning.size() < kHeaderSize || !absl::StartsWith(beginning, kMagic)) {
    return absl::FailedPreconditionError("is no SQLite database");
  }
  SqliteHeader header;
  header.page_size = BigEndian(beginning, 16, 2);
  if (header.page_size == 1) header.page_size = 65536;
  header.pages = BigEndian(beginning, 28, 4);
  return header;
}

std::vector<PageFile::Range> UsedOfSqlitePage(absl::string_view page) {
  if (page.size() < 12) return {};
  const int type = static_cast<unsigned char>(page[0]);
  const bool interior = type == 2 || type == 5;
  if (!interior && type != 10 && type != 13) return {};
  const int64_t end = (interior ? 12 : 8) + 2 * int64_t{BigEndian(page, 3, 2)};
  if (end > static_cast<int64_t>(page.size())) return {};
  return {{0, end}};
}

std::string MakeSqliteWal(const SqliteHeader& header,
                          const std::vector<std::pair<int64_t, std::string>>& frames,
                          uint32_t salt1, uint32_t salt2) {
  std::string wal;
  Append(&wal, kWalMagic);
  Append(&wal, kWalVersion);
  Append(&wal, static_cast<uint32_t>(header.page_size));
  Append(&wal, 0);
  Append(&wal, salt1);
  Append(&wal, salt2);
  Checksum checksum;
  checksum.Add(wal);
  checksum.AppendTo(&wal);
  for (size_t i = 0; i < frames.size(); ++i) {
    std::string frame;
    Append(&frame, static_cast<uint32_t>(frames[i].first));
    Append(&frame, i + 1 == frames.size() ? static_cast<uint32_t>(header.pages) : 0);
    checksum.Add(frame);
    checksum.Add(frames[i].second);
    Append(&frame, salt1);
    Append(&frame, salt2);
    checksum.AppendTo(&frame);
    absl::StrAppend(&wal, frame, frames[i].second);
  }
  return wal;
}

}  // namespace drill
