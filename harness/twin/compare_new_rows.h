// Whether as many rows came since the seed as can have come of what users wrote and of the time
// that passed, judged by a wide margin: rows that were restored twice are far more. And whether
// they are stamped with the time at which they came.
#ifndef HARNESS_TWIN_COMPARE_NEW_ROWS_H_
#define HARNESS_TWIN_COMPARE_NEW_ROWS_H_

#include <vector>

#include "harness/twin/portrait.pb.h"

namespace drill {

// The field that holds the judgement.
inline constexpr char kNewRowsField[] = "number of rows that came since";
// And this one, for each column of times.
inline constexpr char kStampField[] = "times of rows that came since, ";

// Gives a table's object this field, by which ComparePortraits() finds it, where the found machine
// has more than 100 rows besides twice what healthy machines get for as many writes and twice what
// they get in as long a time. A table that a healthy machine lacks, or of which its rows were not
// counted, is left as it is. A column of times whose latest one lies within three minutes on each
// healthy machine that got rows, of which there are two or more, is stamped when a row comes: an
// hour before or after them is a finding. Pure but for the portraits.
void AddNewRows(std::vector<Portrait>* healthy, Portrait* found);

}  // namespace drill

#endif  // HARNESS_TWIN_COMPARE_NEW_ROWS_H_
