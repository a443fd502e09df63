// What the mutants of a procedure showed, as text.
#ifndef REPORTS_MUTATION_H_
#define REPORTS_MUTATION_H_

#include <string>

#include "absl/status/status.h"
#include "harness/journal/mutation.pb.h"

namespace drill {

// "mutant 3, line 72, dropped: docker compose up -d"; of one that is swapped both commands.
std::string MutantSentence(const MutantResult& mutant);

// "killed 9 of 11 (2 undecided left out)".
std::string ScoreSentence(const MutationScore& score);

// For a terminal: a row a mutant, the score, what each survivor may mean, why others are undecided.
// Ends with a newline. Nothing but the reason where the procedure itself did not pass.
std::string MutationTable(const MutationReport& report);

// The mutants that would be run, a row each, and those left out. Ends with a newline.
std::string MutantsList(const MutationReport& report);

// mutation.md.
std::string MutationMarkdown(const MutationReport& report);

// Writes mutation.json and mutation.md below `directory`, which exists.
absl::Status WriteMutationReports(const MutationReport& report, const std::string& directory);

}  // namespace drill

#endif  // REPORTS_MUTATION_H_
