#include "harness/base/problem.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "harness/base/printable.h"

namespace drill {

std::string FormatProblem(const Problem& problem) {
  std::string place = problem.file;
  if (problem.line > 0) absl::StrAppend(&place, ":", problem.line);
  if (problem.line > 0 && problem.column > 0) absl::StrAppend(&place, ":", problem.column);
  return Printable(absl::StrCat(place, place.empty() ? "" : ": ", problem.message,
                                problem.remedy.empty() ? "" : "; ", problem.remedy));
}

std::string FormatProblems(std::vector<Problem> problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
  });
  std::vector<std::string> lines;
  for (const Problem& problem : problems) lines.push_back(FormatProblem(problem));
  LimitProblems(&lines);
  std::string result;
  for (const std::string& line : lines) absl::StrAppend(&result, line, "\n");
  return result;
}

void LimitProblems(std::vector<std::string>* problems) {
  for (std::string& problem : *problems) problem = Printable(problem);
  if (problems->size() <= kMostProblems) return;
  const size_t more = problems->size() - kMostProblems;
  problems->resize(kMostProblems);
  problems->push_back(absl::StrCat("and ", more, " more problems that are not listed"));
}

}  // namespace drill
