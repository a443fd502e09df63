#include "harness/base/field_checker.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace drill {

void FieldChecker::Add(absl::string_view path, absl::string_view message,
                       absl::string_view remedy) {
  problems_->push_back(
      locations_.ProblemAt(path, absl::StrCat(path, " ", message), std::string(remedy)));
}

bool FieldChecker::Told(absl::string_view path) const {
  const std::string beginning = absl::StrCat(path, " ");
  return std::any_of(problems_->begin(), problems_->end(), [&](const Problem& problem) {
    return problem.file == locations_.file() && absl::StartsWith(problem.message, beginning);
  });
}

bool FieldChecker::Require(absl::string_view path, bool is_set, absl::string_view remedy) {
  if (!is_set) Add(path, "is required", remedy);
  return is_set;
}

bool FieldChecker::RequireText(absl::string_view path, absl::string_view value,
                               absl::string_view remedy) {
  const bool blank = value.find_first_not_of(" \t\r\n") == absl::string_view::npos;
  return Require(path, !blank, remedy);
}

void FieldChecker::AbsolutePath(absl::string_view path, absl::string_view value) {
  if (value.empty() || value.front() == '/') return;
  Add(path, absl::StrCat("is not an absolute path: ", value), "begin it with /");
}

void FieldChecker::Url(absl::string_view path, absl::string_view value) {
  if (value.empty()) return;
  for (absl::string_view scheme : {"http://", "https://"}) {
    if (absl::StartsWith(value, scheme) && value.size() > scheme.size() &&
        value[scheme.size()] != '/') {
      return;
    }
  }
  Add(path, absl::StrCat("is not a URL: ", value), "such as http://localhost:5000/api/health");
}

void FieldChecker::Positive(absl::string_view path, const google::protobuf::Duration& value) {
  if (!locations_.Has(path)) return;
  if (value.seconds() < 0 || value.nanos() < 0 || (value.seconds() == 0 && value.nanos() == 0)) {
    Add(path, "must be longer than 0 s", "leave it out for the default");
  } else if (value.nanos() > 999999999) {
    Add(path, "has a second or more in nanos", "write whole seconds as seconds");
  }
}

void FieldChecker::OneOf(absl::string_view path, absl::string_view value,
                         const std::vector<std::string>& known, absl::string_view what) {
  if (value.empty()) return;
  for (const std::string& name : known) {
    if (name == value) return;
  }
  const std::string nearest = value.size() < 3 ? "" : NearestName(value, known);
  const std::string remedy = known.empty()     ? absl::StrCat("there are no ", what)
                             : nearest.empty() ? absl::StrCat("one of ", absl::StrJoin(known, ", "))
                                               : absl::StrCat("did you mean ", nearest, "?");
  Add(path, absl::StrCat("is not one of the ", what, ": ", value), remedy);
}

void FieldChecker::Bounds(absl::string_view path, absl::string_view at_least,
                          absl::string_view at_most) {
  double low = -HUGE_VAL, high = HUGE_VAL;
  const auto number = [&](absl::string_view field, absl::string_view text, double* value) {
    if (text.empty() || (absl::SimpleAtod(text, value) && std::isfinite(*value))) return;
    Add(FieldPath(path, field), absl::StrCat("is not a number: ", text));
  };
  number("at_least", at_least, &low);
  number("at_most", at_most, &high);
  if (low > high) Add(FieldPath(path, "at_least"), "is above at_most", "nothing could be green");
}

void FieldChecker::Integer(absl::string_view path, absl::string_view value, int least, int most) {
  int number = 0;
  if (value.empty() || (absl::SimpleAtoi(value, &number) && number >= least && number <= most)) {
    return;
  }
  Add(path, absl::StrCat("is not a whole number from ", least, " to ", most, ": ", value));
}

void FieldChecker::Method(absl::string_view path, absl::string_view value) {
  OneOf(path, value, {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}, "HTTP methods");
}

void FieldChecker::Unique(absl::string_view path, absl::string_view value,
                          std::set<std::string>* seen) {
  if (value.empty() || seen->insert(std::string(value)).second) return;
  Add(path, absl::StrCat("is used twice: ", value), "rename one");
}

std::string FieldPath(absl::string_view parent, absl::string_view field, int index) {
  std::string path = absl::StrCat(parent, parent.empty() ? "" : ".", field);
  if (index >= 0) absl::StrAppend(&path, "[", index, "]");
  return path;
}

}  // namespace drill
