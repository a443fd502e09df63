// What a probe must hold, wherever it stands: in a scenario or in a stack.
#ifndef HARNESS_SCENARIO_PROBE_VALIDATOR_H_
#define HARNESS_SCENARIO_PROBE_VALIDATOR_H_

#include <set>
#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/repeated_field.h"
#include "harness/base/field_checker.h"
#include "harness/probe/probe.pb.h"

namespace drill {

// One probe; `path` is its own, "fault[0].when.probe".
void ValidateProbe(const std::string& path, const Probe& probe, std::set<std::string>* names,
                   FieldChecker* checker);

// What a program does before its other requests; `path` is its own, "load.login".
void ValidateLogin(const std::string& path, const HttpLogin& login, FieldChecker* checker);

// `field` is the repeated field's path, "fault.proof". Names go into `names`, where those of the
// same file's other probes already are.
void ValidateProbes(absl::string_view field,
                    const google::protobuf::RepeatedPtrField<Probe>& probes,
                    std::set<std::string>* names, FieldChecker* checker);

}  // namespace drill

#endif  // HARNESS_SCENARIO_PROBE_VALIDATOR_H_
