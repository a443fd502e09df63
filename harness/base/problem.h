// A mistake in a file that a person wrote, as a value: where it is, what is wrong, what to do.
#ifndef HARNESS_BASE_PROBLEM_H_
#define HARNESS_BASE_PROBLEM_H_

#include <string>
#include <vector>

namespace drill {

struct Problem {
  std::string file;
  // 1-based. 0: the file as a whole.
  int line = 0;
  int column = 0;
  // "stack: required and not set".
  std::string message;
  // "name a directory under fixtures/". May be empty.
  std::string remedy;
};

// "file:line:column: message; remedy", without the parts that are not known; control characters
// are escaped.
std::string FormatProblem(const Problem& problem);

// One a line, in order of file, line and column; limited as by LimitProblems().
std::string FormatProblems(std::vector<Problem> problems);

// So many are told; nobody reads more at once.
inline constexpr size_t kMostProblems = 100;

// Makes formatted problems fit for a terminal: the first kMostProblems of them, and how many more
// there are; no control characters.
void LimitProblems(std::vector<std::string>* problems);

}  // namespace drill

#endif  // HARNESS_BASE_PROBLEM_H_
