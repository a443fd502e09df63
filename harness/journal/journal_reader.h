// Reads a journal back.
#ifndef HARNESS_JOURNAL_JOURNAL_READER_H_
#define HARNESS_JOURNAL_JOURNAL_READER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/journal/journal.pb.h"

namespace drill {

struct Journal {
  std::vector<Event> events;
  // The last line was cut off, as it is when the harness is killed while it writes; it is left out.
  bool torn = false;
};

// NotFound when there is no such file; InvalidArgument with "path:line" for a line that is no
// event, unless it is the last one and has no end.
absl::StatusOr<Journal> ReadJournal(const std::string& path);

// The same for text at hand; `path` is only quoted.
absl::StatusOr<Journal> ParseJournal(const std::string& path, absl::string_view content);

}  // namespace drill

#endif  // HARNESS_JOURNAL_JOURNAL_READER_H_
