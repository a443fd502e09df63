// Some of a drill's writes, read again as their users would: what is in the database is of no use
// to anybody who is not shown it.
#ifndef HARNESS_LOAD_READ_BACK_H_
#define HARNESS_LOAD_READ_BACK_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/host/drill_host.h"
#include "harness/journal/journal.pb.h"
#include "harness/load/stored_writes.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// So many are read, spread evenly over those that are there.
inline constexpr int kWritesReadBack = 20;

struct ReadBackOptions {
  LoadShape shape;
  std::vector<std::string> host_names;
  // How often a write is asked for that was not answered as it should be, and how long after each
  // other: a busy machine answers late.
  int looks = 3;
  absl::Duration between_looks = absl::Milliseconds(500);
};

// The check "read_back": each answer is a success and holds what the database has of the write.
// `stored`: the drill's writes in the database, at least one. Enters the host's network itself, and
// fails where it cannot.
absl::StatusOr<CheckResult> ReadBack(DrillHost* host, const ReadBackOptions& options,
                                     const std::vector<StoredWrite>& stored);

}  // namespace drill

#endif  // HARNESS_LOAD_READ_BACK_H_
