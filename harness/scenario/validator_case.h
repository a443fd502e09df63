// For tests: a piece of a scenario as text, and all that its validator says of it.
#ifndef HARNESS_SCENARIO_VALIDATOR_CASE_H_
#define HARNESS_SCENARIO_VALIDATOR_CASE_H_

#include <functional>
#include <ostream>
#include <string>

#include "google/protobuf/message.h"
#include "gtest/gtest.h"
#include "harness/base/field_checker.h"

namespace drill {

struct ValidatorCase {
  // What stands between the braces of the validated message.
  std::string fields;
  std::string problems;
};

std::ostream& operator<<(std::ostream& os, const ValidatorCase& c);

class ValidatorCaseTest : public ::testing::TestWithParam<ValidatorCase> {};

// What is wrong with the file "f" of this text: first it is read into `message`, then `validate` is
// called, which looks there.
std::string ProblemsIn(const std::string& text, google::protobuf::Message* message,
                       const std::function<void(FieldChecker*)>& validate);

}  // namespace drill

#endif  // HARNESS_SCENARIO_VALIDATOR_CASE_H_
