#include "harness/twin/compare_earlier_rows.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

// The hashes of a row's values, by column.
using Values = std::map<std::string, int64_t>;

// A table's rows as one look noted them, by the hash of the key.
struct Noted {
  std::map<int64_t, Values> rows;
  bool cut_off = false;
};

Noted NotedIn(const RowsSince& since) {
  Noted noted;
  noted.cut_off = since.cut_off();
  int next = 0;
  for (const int64_t key : since.key()) {
    Values& values = noted.rows[key];
    for (const std::string& column : since.column()) values[column] = since.value(next++);
  }
  return noted;
}

// What became of a table's rows from one look to a later one.
struct Changes {
  int rows = 0;
  int missing = 0;
  // By column, of those that are still there.
  std::map<std::string, int> changed;

  int left() const { return rows - missing; }
};

// A row that is not among those of a look that was cut off may be there all the same.
Changes ChangesOf(const Noted& before, const Noted& after) {
  Changes changes;
  for (const auto& [key, values] : before.rows) {
    const auto found = after.rows.find(key);
    if (found == after.rows.end() && after.cut_off) continue;
    ++changes.rows;
    if (found == after.rows.end()) {
      ++changes.missing;
      continue;
    }
    for (const auto& [column, value] : values) {
      const auto now = found->second.find(column);
      if (now != found->second.end() && now->second != value) ++changes.changed[column];
    }
  }
  return changes;
}

// What happens to a table's rows on healthy machines.
struct Usual {
  // Whether any row was seen that was there at a later look, too.
  bool known = false;
  bool vanish = false;
  std::set<std::string> changing;
};

const RowsSince* RowsThatCame(const Portrait& portrait, const std::string& table) {
  for (const RowsSince& rows : portrait.rows_that_came())
    if (rows.table() == table) return &rows;
  return nullptr;
}

Usual UsualOf(const std::vector<Portrait>& healthy, const std::string& table) {
  std::vector<Noted> looks;
  for (const Portrait& portrait : healthy)
    if (const RowsSince* const rows = RowsThatCame(portrait, table); rows != nullptr)
      looks.push_back(NotedIn(*rows));
  Usual usual;
  for (size_t i = 0; i < looks.size(); ++i) {
    for (size_t j = i + 1; j < looks.size(); ++j) {
      const Changes changes = ChangesOf(looks[i], looks[j]);
      usual.known = usual.known || changes.left() > 0;
      usual.vanish = usual.vanish || changes.missing > 0;
      for (const auto& entry : changes.changed) usual.changing.insert(entry.first);
    }
  }
  return usual;
}

void Judge(const std::string& table, const Changes& changes, const Usual& usual,
           std::vector<Portrait>* healthy, Portrait* found) {
  if (changes.missing > 0 && !usual.vanish) {
    PaintJudgement({DATABASE, table, kEarlierRowsField,
                    absl::StrCat(changes.left(), " of ", changes.rows), "all of them"},
                   healthy, found);
  }
  for (const auto& [column, changed] : changes.changed) {
    if (usual.changing.count(column) > 0) continue;
    PaintJudgement({DATABASE, table, absl::StrCat(kEarlierValuesField, column),
                    absl::StrCat("another in ", changed, " of ", changes.left()), "as it was"},
                   healthy, found);
  }
}

}  // namespace

void AddEarlierRows(const Portrait& before, std::vector<Portrait>* healthy, Portrait* found) {
  for (const NotObserved& unseen : before.not_observed()) {
    if (unseen.never()) continue;
    NotObserved& copy = *found->add_not_observed() = unseen;
    copy.set_what(absl::StrCat(unseen.what(), ", before the fault"));
  }
  for (const RowsSince& earlier : before.rows_that_came()) {
    const RowsSince* const now = RowsThatCame(*found, earlier.table());
    if (now == nullptr) continue;
    const Usual usual = UsualOf(*healthy, earlier.table());
    if (!usual.known) continue;
    Judge(earlier.table(), ChangesOf(NotedIn(earlier), NotedIn(*now)), usual, healthy, found);
  }
}

}  // namespace drill
