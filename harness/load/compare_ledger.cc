#include "harness/load/compare_ledger.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/ascii.h"

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

// Whether a word goes on from one byte to the next. Bytes of a longer UTF-8 character are of a
// word.
bool GoesOn(char before, char after) {
  const auto of_word = [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
           (static_cast<unsigned char>(c) & 0x80) != 0;
  };
  return of_word(before) && of_word(after);
}

// Whether the content is in the text and does not end within one of its words: what was cut off is
// part of what was sent, too. An empty content is part of any text, and nothing that anybody wrote.
bool StandsWhole(const std::string& content, const std::string& text) {
  if (content.empty()) return false;
  for (size_t at = text.find(content); at != std::string::npos; at = text.find(content, at + 1)) {
    const size_t end = at + content.size();
    const bool cut_before = at > 0 && GoesOn(text[at - 1], content.front());
    const bool cut_behind = end < text.size() && GoesOn(content.back(), text[end]);
    if (!cut_before && !cut_behind) return true;
  }
  return false;
}

bool IsAsSent(const StoredWrite& stored, const std::string& text) {
  return std::all_of(stored.contents.begin(), stored.contents.end(),
                     [&text](const std::string& content) { return StandsWhole(content, text); });
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
