// What an SQLite file's bytes mean, as far as breaking them needs it: sqlite.org/fileformat2.html.
#ifndef HARNESS_FAULT_SQLITE_FILE_H_
#define HARNESS_FAULT_SQLITE_FILE_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/fault/page_file.h"

namespace drill {

struct SqliteHeader {
  int64_t page_size = 0;
  int64_t pages = 0;
};

// FailedPrecondition when these first bytes are not those of an SQLite database.
absl::StatusOr<SqliteHeader> ParseSqliteHeader(absl::string_view beginning);

// The header and the cell pointers of a B-tree's page other than the first; nothing for other
// pages.
std::vector<PageFile::Range> UsedOfSqlitePage(absl::string_view page);

// A write-ahead log that a reader takes for complete: each page number with the content that it
// gives that page, committed at a size of `pages`.
std::string MakeSqliteWal(const SqliteHeader& header,
                          const std::vector<std::pair<int64_t, std::string>>& frames,
                          uint32_t salt1, uint32_t salt2);

}  // namespace drill

#endif  // HARNESS_FAULT_SQLITE_FILE_H_
