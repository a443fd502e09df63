#include "harness/load/compare_ledger.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "harness/base/status_macros.h"
#include "harness/database/postgres.h"

namespace drill {
namespace {

constexpr absl::Duration kQueryLimit = absl::Seconds(30);

// Acknowledged writes that are not in the database: how many, and when the first and the last was
// acknowledged.
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

// An empty content is part of any text, and is nothing that anybody wrote.
bool IsAsSent(const StoredWrite& stored, const std::string& text) {
  return std::all_of(stored.contents.begin(), stored.contents.end(),
                     [&text](const std::string& content) {
                       return !content.empty() && absl::StrContains(text, content);
                     });
}

void CountChanged(const std::vector<Write>& writes, const std::vector<StoredWrite>& stored,
                  DataResult* result) {
  std::map<std::string, const Write*> sent;
  for (const Write& write : writes) sent[write.key] = &write;
  bool known = false;
  int64_t changed = 0;
  for (const StoredWrite& one : stored) {
    const auto write = sent.find(one.key);
    if (one.contents.empty() || write == sent.end()) continue;
    known = true;
    if (!IsAsSent(one, write->second->text)) ++changed;
  }
  if (known) result->set_rows_changed(changed);
}

}  // namespace

DataResult CompareLedger(const std::vector<Write>& writes, const std::vector<StoredWrite>& stored,
                         const LossSpan& span) {
  std::set<std::string> present;
  for (const StoredWrite& one : stored) present.insert(one.key);
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
  result.set_rows_unexpected(static_cast<int64_t>(stored.size()) - accounted_for);
  CountChanged(writes, stored, &result);
  return result;
}

absl::StatusOr<std::vector<StoredWrite>> WritesInDatabase(const ProbeContext& context,
                                                          const LoadShape& shape,
                                                          const std::string& key_prefix) {
  if (shape.keys_query().empty()) {
    return absl::InvalidArgumentError("the stack's load has no keys_query");
  }
  const std::string query = absl::StrReplaceAll(shape.keys_query(), {{"{prefix}", key_prefix}});
  std::vector<StoredWrite> stored;
  RETURN_IF_ERROR(context.host->InNetwork([&]() -> absl::Status {
    ASSIGN_OR_RETURN(const PostgresLogin login, LocateDatabase(context, ""));
    ASSIGN_OR_RETURN(const std::vector<PostgresRow> rows, QueryPostgres(login, query, kQueryLimit));
    for (const PostgresRow& row : rows) {
      if (row.empty()) return absl::InvalidArgumentError("keys_query must return a column");
      StoredWrite& one = stored.emplace_back();
      one.key = row[0].value_or("NULL");
      for (size_t i = 1; i < row.size(); ++i) one.contents.push_back(row[i].value_or(""));
    }
    return absl::OkStatus();
  }));
  return stored;
}

}  // namespace drill
