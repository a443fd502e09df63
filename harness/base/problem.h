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

// "file:line:column: message; remedy", without the parts that are not known.
std::string FormatProblem(const Problem& problem);

// One a line, in order of file, line and column.
std::string FormatProblems(std::vector<Problem> problems);

}  // namespace drill

#endif  // HARNESS_BASE_PROBLEM_H_
