// A drill's summary as the rows that a history keeps of it.
#ifndef HARNESS_HISTORY_HISTORY_ROWS_H_
#define HARNESS_HISTORY_HISTORY_ROWS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/history/history_store.h"
#include "harness/journal/summary.pb.h"

namespace drill {

// One row to insert: columns by name with their values.
struct HistoryInsert {
  std::string table;
  std::vector<std::pair<std::string, std::optional<std::string>>> cells;
};

// What the drill is known by, from what its journal says alone: the same for the same journal,
// whoever reads it and whenever. Two drills that began in the same microsecond differ in how long
// their phases took.
std::string HistoryId(const Summary& summary);

// The time as it is kept and compared: UTC, six digits of a second. InvalidArgument for no RFC
// 3339.
absl::StatusOr<std::string> HistoryTime(absl::string_view rfc3339);
std::string HistoryTime(absl::Time time);

// The drill's own row first, then those that refer to it. InvalidArgument for a summary without a
// time.
absl::StatusOr<std::vector<HistoryInsert>> HistoryRowsOf(const Summary& summary,
                                                         const std::string& run_directory);

}  // namespace drill

#endif  // HARNESS_HISTORY_HISTORY_ROWS_H_
