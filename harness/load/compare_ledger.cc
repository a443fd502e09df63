#include "harness/load/compare_ledger.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/match.h"

namespace drill {
namespace {

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

}  // namespace drill
