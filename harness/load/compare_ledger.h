// Which of the load's writes are in the database after recovery, and which should be.
#ifndef HARNESS_LOAD_COMPARE_LEDGER_H_
#define HARNESS_LOAD_COMPARE_LEDGER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/journal/journal.pb.h"
#include "harness/load/ledger.h"
#include "harness/probe/probe_context.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// The span whose writes a restored backup may cost.
struct LossSpan {
  // Writes acknowledged before this instant must be there. nullopt: no backup is restored.
  std::optional<absl::Time> recovery_point;
  // Writes sent from this instant on must be there.
  absl::Time recovered_at = absl::InfiniteFuture();
};

// A write as it is in the database.
struct StoredWrite {
  std::string key;
  // What else the query returns of it.
  std::vector<std::string> contents = {};
};

// Pure. `stored` may hold a key twice: the second is unexpected. A write whose contents are not all
// part of what was sent has changed; where no contents are known, that is not set. Leaves `rule`
// and the recovery_point_* fields unset.
DataResult CompareLedger(const std::vector<Write>& writes, const std::vector<StoredWrite>& stored,
                         const LossSpan& span);

// This drill's writes, by the stack's `keys_query`. Enters the host's network itself.
absl::StatusOr<std::vector<StoredWrite>> WritesInDatabase(const ProbeContext& context,
                                                          const LoadShape& shape,
                                                          const std::string& key_prefix);

}  // namespace drill

#endif  // HARNESS_LOAD_COMPARE_LEDGER_H_
