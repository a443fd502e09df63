// Whether an earlier drill may stand for one of the same inputs.
#ifndef HARNESS_GATE_REUSE_H_
#define HARNESS_GATE_REUSE_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/history/history.h"
#include "harness/journal/gate_report.pb.h"

namespace drill {

// History::Find, or a test's.
using FindKept = std::function<absl::StatusOr<std::vector<KeptDrill>>(const HistoryFilter&)>;

// The newest drill of the same scenario and the same inputs, `planned.inputs_sha256`, where it is
// as the gate requires (known failures do not count) and at most `max_age` old. Nothing where the
// newest is not: an older success does not outweigh it. Nothing without a digest. Errors are those
// of `find`.
absl::StatusOr<std::optional<KeptDrill>> FindReusable(const GateResult& planned,
                                                      absl::Duration max_age, absl::Time now,
                                                      const FindKept& find);

// What the history says of each piece of evidence: fills in its sights. Errors are those of `find`.
absl::Status LookUpEvidence(const FindKept& find, GateReport& report);

}  // namespace drill

#endif  // HARNESS_GATE_REUSE_H_
