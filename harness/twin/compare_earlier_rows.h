// Whether rows that came after the seed was made, and before the fault, are still there and hold
// what they held: nobody has recorded them but the drill itself.
#ifndef HARNESS_TWIN_COMPARE_EARLIER_ROWS_H_
#define HARNESS_TWIN_COMPARE_EARLIER_ROWS_H_

#include <vector>

#include "harness/twin/portrait.pb.h"

namespace drill {

// The fields that hold the judgements: of a table, and of each column.
inline constexpr char kEarlierRowsField[] = "rows from before the fault";
inline constexpr char kEarlierValuesField[] = "values of rows from before the fault, ";

// `before`: the drilled machine's database before the fault. `healthy`: the same machine at later
// and later times, as observed for a seed.
//
// Gives a table's object these fields, by which ComparePortraits() finds them, where rows of
// `before` are missing in `found`, or hold something else in a column; unless that happens to such
// rows on healthy machines, too, which have to show rows that stayed. What could not be looked at
// before the fault could not be looked at in `found`. Pure but for the portraits.
void AddEarlierRows(const Portrait& before, std::vector<Portrait>* healthy, Portrait* found);

}  // namespace drill

#endif  // HARNESS_TWIN_COMPARE_EARLIER_ROWS_H_
