// Seeded rows as they were recorded, and as they are found.
#ifndef HARNESS_DATABASE_RECORDED_ROWS_H_
#define HARNESS_DATABASE_RECORDED_ROWS_H_

#include <string>
#include <vector>

#include "harness/database/facts.pb.h"

namespace drill {

// The same rows with the same contents.
bool SameRows(const TableFacts& recorded, const TableFacts& found);

// "98 of 100 seeded rows of notes"; "100 of 100 seeded rows of notes, with other contents".
std::string RowsFound(const TableFacts& recorded, const TableFacts& found);

// Null where nothing is known of the table. `tables` holds what is pointed to.
const TableFacts* FactsOf(const std::vector<TableFacts>& tables, const std::string& table);

}  // namespace drill

#endif  // HARNESS_DATABASE_RECORDED_ROWS_H_
