// What a command that failed said last.
#ifndef HARNESS_RUNBOOK_LAST_WORDS_H_
#define HARNESS_RUNBOOK_LAST_WORDS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace drill {

// Of the output of a terminal, the lines at its end in which a program says why it gave up: the
// last line that speaks of an error and what follows it, or else the very last lines. Lines without
// words (rulers, spinners, a caret under an SQL statement) are left out; so are escape sequences.
// At most three lines. Pure.
std::vector<std::string> LastWords(absl::string_view output);

// The same of a file, of which the last 16 KiB are read. None where it cannot be read.
std::vector<std::string> LastWordsOfFile(const std::string& path);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_LAST_WORDS_H_
