#include "harness/scenario/validator_case.h"

#include <vector>

#include "harness/base/problem.h"
#include "harness/base/text_proto.h"

namespace drill {

std::ostream& operator<<(std::ostream& os, const ValidatorCase& c) { return os << c.fields; }

std::string ProblemsIn(const std::string& text, google::protobuf::Message* message,
                       const std::function<void(FieldChecker*)>& validate) {
  std::vector<Problem> problems;
  const FieldLocations locations = ParseTextProto("f", text, message, &problems);
  FieldChecker checker(locations, &problems);
  validate(&checker);
  return FormatProblems(problems);
}

}  // namespace drill
