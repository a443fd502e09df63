// Whether a scenario's rollback says all that is needed to follow its runbook.
#ifndef HARNESS_SCENARIO_ROLLBACK_VALIDATOR_H_
#define HARNESS_SCENARIO_ROLLBACK_VALIDATOR_H_

#include "harness/base/field_checker.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

// Whether it fits the document is what MakePlan() says.
void ValidateRollback(const Rollback& rollback, FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_SCENARIO_ROLLBACK_VALIDATOR_H_
