#include "harness/base/problem.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/str_cat.h"

namespace drill {

std::string FormatProblem(const Problem& problem) {
  std::string place = problem.file;
  if (problem.line > 0) absl::StrAppend(&place, ":", problem.line);
  if (problem.line > 0 && problem.column > 0) absl::StrAppend(&place, ":", problem.column);
  return absl::StrCat(place, place.empty() ? "" : ": ", problem.message,
                      problem.remedy.empty() ? "" : "; ", problem.remedy);
}

std::string FormatProblems(std::vector<Problem> problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
  });
  std::string result;
  for (const Problem& problem : problems) absl::StrAppend(&result, FormatProblem(problem), "\n");
  return result;
}

}  // namespace drill
