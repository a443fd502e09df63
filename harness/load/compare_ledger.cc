#include "harness/load/compare_ledger.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "harness/base/status_macros.h"
#include "harness/database/postgres.h"

namespace drill {
namespace {

constexpr absl::Duration kQueryLimit = absl::Seconds(30);

// Answers of acknowledged writes that are not there.
struct Losses {
  int64_t count = 0;
  absl::Time first = absl::InfiniteFuture();
  absl::Time last = absl::InfinitePast();

  void Add(absl::Time acknowledged) {
    ++count;
    first = std::min(first, acknowledged);
    last = std::max(last, acknowledged);
  }
  double seconds() const { return count == 0 ? 0 : absl::ToDoubleSeconds(last - first); }
};

}  // namespace

DataResult CompareLedger(const std::vector<Write>& writes,
                         const std::vector<std::string>& keys_in_database, const LossSpan& span) {
  std::map<std::string, int64_t> present;
  for (const std::string& key : keys_in_database) ++present[key];
  int64_t acknowledged = 0, in_doubt = 0, accounted_for = 0;
  int64_t before_recovery_point = 0, after_recovery = 0;
  Losses losses;
  for (const Write& write : writes) {
    const bool there = present.count(write.key) > 0;
    if (write.fate == Write::Fate::kInDoubt) ++in_doubt;
    // Each key is right once, unless it was refused.
    if (there && write.fate != Write::Fate::kRefused) ++accounted_for;
    if (write.fate != Write::Fate::kAcknowledged) continue;
    ++acknowledged;
    if (there) continue;
    losses.Add(write.answered_at);
    if (span.recovery_point && write.answered_at < *span.recovery_point) ++before_recovery_point;
    if (write.sent_at >= span.recovered_at) ++after_recovery;
  }
  DataResult result;
  result.set_rows_acknowledged(acknowledged);
  result.set_rows_in_doubt(in_doubt);
  result.set_rows_lost(losses.count);
  result.set_lost_seconds(losses.seconds());
  result.set_rows_lost_before_recovery_point(before_recovery_point);
  result.set_rows_lost_after_recovery(after_recovery);
  result.set_rows_unexpected(static_cast<int64_t>(keys_in_database.size()) - accounted_for);
  return result;
}

absl::StatusOr<std::vector<std::string>> KeysInDatabase(const ProbeContext& context,
                                                        const LoadShape& shape,
                                                        const std::string& key_prefix) {
  if (shape.keys_query().empty()) {
    return absl::InvalidArgumentError("the stack's load has no keys_query");
  }
  const std::string query = absl::StrReplaceAll(shape.keys_query(), {{"{prefix}", key_prefix}});
  std::vector<std::string> keys;
  RETURN_IF_ERROR(context.host->InNetwork([&]() -> absl::Status {
    ASSIGN_OR_RETURN(const PostgresLogin login, LocateDatabase(context, ""));
    ASSIGN_OR_RETURN(const std::vector<PostgresRow> rows, QueryPostgres(login, query, kQueryLimit));
    for (const PostgresRow& row : rows) {
      if (row.size() != 1) return absl::InvalidArgumentError("keys_query must return one column");
      keys.push_back(row[0].value_or("NULL"));
    }
    return absl::OkStatus();
  }));
  return keys;
}

}  // namespace drill
