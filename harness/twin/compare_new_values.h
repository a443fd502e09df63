// Whether a system fills the columns of its tables as it did: judged by the newest rows, which it
// wrote when it was back.
#ifndef HARNESS_TWIN_COMPARE_NEW_VALUES_H_
#define HARNESS_TWIN_COMPARE_NEW_VALUES_H_

#include <vector>

#include "harness/twin/portrait.pb.h"

namespace drill {

// The field that holds the judgement, for each column.
inline constexpr char kNewValuesField[] = "what the newest rows hold, ";

// Gives a table's object this field, by which ComparePortraits() finds it, where none of the newest
// rows holds anything in a column, or each holds what no row of the seed holds, and on two healthy
// machines or more this is so of not a single row, and on none of any. A table that not two healthy
// machines have new rows of is left as it is. Pure but for the portraits.
void AddNewValues(std::vector<Portrait>* healthy, Portrait* found);

}  // namespace drill

#endif  // HARNESS_TWIN_COMPARE_NEW_VALUES_H_
