// Which of the load's writes are in the database after recovery, and which should be.
#ifndef HARNESS_LOAD_COMPARE_LEDGER_H_
#define HARNESS_LOAD_COMPARE_LEDGER_H_

#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "harness/journal/journal.pb.h"
#include "harness/load/ledger.h"
#include "harness/load/stored_writes.h"

namespace drill {

// The span whose writes a restored backup may cost.
struct LossSpan {
  // Writes acknowledged before this instant must be there. nullopt: no backup is restored.
  std::optional<absl::Time> recovery_point;
  // Writes sent from this instant on must be there.
  absl::Time recovered_at = absl::InfiniteFuture();
};

// Pure. `stored` may hold a key twice: the second is unexpected. A write whose contents are not all
// part of what was sent has changed; where no contents are known, that is not set. Leaves `rule`
// and the recovery_point_* fields unset.
DataResult CompareLedger(const std::vector<Write>& writes, const std::vector<StoredWrite>& stored,
                         const LossSpan& span);

}  // namespace drill

#endif  // HARNESS_LOAD_COMPARE_LEDGER_H_
