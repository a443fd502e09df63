// What is to be improved after a quarterly drill.
#ifndef REPORTS_QUARTERLY_IMPROVEMENTS_H_
#define REPORTS_QUARTERLY_IMPROVEMENTS_H_

#include <string>
#include <vector>

#include "harness/journal/summary.pb.h"

namespace drill {

// A sentence each, from facts alone: checks that failed or could not be decided, targets that were
// missed, what was lost, commands that were skipped or never reached, places where the document
// could not be followed as it stands, a decision that is not the document's, items of the checklist
// that were answered with no, and the notes that were marked so. Empty: none of that.
std::vector<std::string> Improvements(const Summary& summary);

}  // namespace drill

#endif  // REPORTS_QUARTERLY_IMPROVEMENTS_H_
