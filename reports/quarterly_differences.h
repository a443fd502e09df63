// What a quarterly drill found otherwise than the last drill of the same scenario.
#ifndef REPORTS_QUARTERLY_DIFFERENCES_H_
#define REPORTS_QUARTERLY_DIFFERENCES_H_

#include <string>
#include <vector>

#include "harness/journal/summary.pb.h"

namespace drill {

// A sentence each; times are told whether or not they differ. Empty where there is no last drill.
std::vector<std::string> DifferencesFromLast(const Summary& summary);

// Which drill that was, or why there is none.
std::string LastDrillSentence(const LastDrill& last);

}  // namespace drill

#endif  // REPORTS_QUARTERLY_DIFFERENCES_H_
