// What became of the load's requests that were not answered, in words.
#ifndef HARNESS_JOURNAL_LOAD_ERRORS_H_
#define HARNESS_JOURNAL_LOAD_ERRORS_H_

#include <string>
#include <vector>

#include "harness/journal/journal.pb.h"

namespace drill {

// One line for each error of the window, in its order: "status 504 (7)".
std::vector<std::string> LoadErrorLines(const LoadWindow& window);

}  // namespace drill

#endif  // HARNESS_JOURNAL_LOAD_ERRORS_H_
