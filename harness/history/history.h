// What earlier drills found: a store that every run adds to, in a file of SQLite's or, for a team,
// in a PostgreSQL database. A drill is kept once, however often it is added: what it is known by
// comes from its journal alone, so a run directory can be added again years later.
#ifndef HARNESS_HISTORY_HISTORY_H_
#define HARNESS_HISTORY_HISTORY_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/history/history_store.h"
#include "harness/journal/summary.pb.h"

namespace drill {

struct KeptDrill {
  Summary summary;
  // Where its reports were written; may be gone.
  std::string run_directory;
};

// Which drills are asked for; what is empty or not set does not narrow.
struct HistoryFilter {
  std::string scenario;
  std::string stack;
  std::string procedure_id;
  // Summary.inputs_sha256.
  std::string inputs_sha256;
  std::optional<Outcome> outcome;
  std::optional<absl::Time> since;
  // Controls (a fault without its procedure, a procedure without a fault) prove nothing about a
  // procedure.
  bool with_controls = false;
  // The newest N only; 0: all.
  int newest = 0;
};

class History {
 public:
  // `place` is a file, which is made with its directory when it is not there, or a URL that begins
  // with postgresql://. The schema is made, or brought up to this program's version. Errors name
  // the place without its password:
  //   Unavailable: it cannot be reached, opened or written (a full disk, no such directory, a
  //   refused login); FailedPrecondition: its schema is newer than this program, or it is no
  //   history.
  static absl::StatusOr<std::unique_ptr<History>> Open(absl::string_view place);

  explicit History(std::unique_ptr<HistoryStore> store);

  // Whole or not at all, also beside other writers. Errors as of Open().
  absl::Status Add(const KeptDrill& drill);

  // Newest first.
  absl::StatusOr<std::vector<KeptDrill>> Find(const HistoryFilter& filter);

 private:
  std::unique_ptr<HistoryStore> store_;
};

}  // namespace drill

#endif  // HARNESS_HISTORY_HISTORY_H_
