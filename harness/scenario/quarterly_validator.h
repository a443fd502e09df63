// What the plan of a quarterly drill must hold by itself, before its scenarios and its runbook are
// looked at.
#ifndef HARNESS_SCENARIO_QUARTERLY_VALIDATOR_H_
#define HARNESS_SCENARIO_QUARTERLY_VALIDATOR_H_

#include "harness/base/field_checker.h"
#include "harness/scenario/quarterly.pb.h"

namespace drill {

// Adds all problems of the plan.
void ValidateQuarterly(const QuarterlyPlan& plan, FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_SCENARIO_QUARTERLY_VALIDATOR_H_
