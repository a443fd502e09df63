// Whether a stack says completely what its document says before a rollback: `triggers`,
// `decision_table`, `span_targets`.
#ifndef HARNESS_STACK_INCIDENT_VALIDATOR_H_
#define HARNESS_STACK_INCIDENT_VALIDATOR_H_

#include <set>
#include <string>

#include "harness/base/field_checker.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// `names`: of all probes of the stack so far; those of the triggers are added.
void ValidateIncident(const Stack& stack, std::set<std::string>* names, FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_STACK_INCIDENT_VALIDATOR_H_
