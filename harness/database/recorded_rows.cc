#include "harness/database/recorded_rows.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace drill {

bool SameRows(const TableFacts& recorded, const TableFacts& found) {
  return recorded.rows() == found.rows() && recorded.checksum() == found.checksum();
}

std::string RowsFound(const TableFacts& recorded, const TableFacts& found) {
  const bool other_contents = recorded.rows() == found.rows() && !SameRows(recorded, found);
  return absl::StrCat(found.rows(), " of ", recorded.rows(), " seeded rows of ", recorded.table(),
                      other_contents ? ", with other contents" : "");
}

const TableFacts* FactsOf(const std::vector<TableFacts>& tables, const std::string& table) {
  const auto found = std::find_if(tables.begin(), tables.end(), [&table](const TableFacts& facts) {
    return facts.table() == table;
  });
  return found == tables.end() ? nullptr : &*found;
}

}  // namespace drill
