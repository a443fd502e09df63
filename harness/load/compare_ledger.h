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
  // What was acknowledged before must be there. nullopt: no backup is restored.
  std::optional<absl::Time> recovery_point;
  // What was sent from then on must be there.
  absl::Time recovered_at = absl::InfiniteFuture();
};

// Pure. `keys_in_database` may hold a key twice: the second is unexpected. Leaves `rule` and the
// recovery_point_* fields unset.
DataResult CompareLedger(const std::vector<Write>& writes,
                         const std::vector<std::string>& keys_in_database, const LossSpan& span);

// The keys of this drill's writes, by the stack's `keys_query`. Enters the host's network itself.
absl::StatusOr<std::vector<std::string>> KeysInDatabase(const ProbeContext& context,
                                                        const LoadShape& shape,
                                                        const std::string& key_prefix);

}  // namespace drill

#endif  // HARNESS_LOAD_COMPARE_LEDGER_H_
