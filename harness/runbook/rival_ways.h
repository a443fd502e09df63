// Labels that name one of several things of a kind, of which a system has one: `# mysql` and
// `# postgres`, "With Compose" and "With Kubernetes".
#ifndef HARNESS_RUNBOOK_RIVAL_WAYS_H_
#define HARNESS_RUNBOOK_RIVAL_WAYS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace drill {

// The same text for labels that are rivals of each other; empty when the label is none.
std::string RivalFamily(absl::string_view label);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_RIVAL_WAYS_H_
