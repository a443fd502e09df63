// Whether counters and times that a program moves on have been set back, or times far into the
// future: their values are others on each healthy machine, so that values alone show nothing.
#ifndef HARNESS_TWIN_COMPARE_EXTENTS_H_
#define HARNESS_TWIN_COMPARE_EXTENTS_H_

#include <vector>

#include "harness/twin/portrait.pb.h"

namespace drill {

// Gives a table's object a field "reach of COLUMN", by which ComparePortraits() finds it, where a
// column that only went forward from each healthy machine to the next one
// * holds numbers that move steadily with time, and are less now than on the first machine;
// * holds other numbers, of which less than half is left, and more is missing than twice what they
//   have moved;
// * holds times that together are further back than that and an hour;
// or where the latest of its times lies a day further ahead than on any healthy machine. `healthy`
// are in the order in which they were observed, each later than the one before. Nothing is set back
// where a backup may have been restored. Pure but for the portraits.
void AddExtents(std::vector<Portrait>* healthy, Portrait* found);

}  // namespace drill

#endif  // HARNESS_TWIN_COMPARE_EXTENTS_H_
