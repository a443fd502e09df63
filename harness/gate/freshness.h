// Whether something was drilled lately enough. Pure.
#ifndef HARNESS_GATE_FRESHNESS_H_
#define HARNESS_GATE_FRESHNESS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "google/protobuf/repeated_field.h"
#include "harness/gate/judge_drill.h"
#include "harness/journal/gate_report.pb.h"
#include "harness/journal/summary.pb.h"

namespace drill {

// What a drill says of its procedure. Nothing where it says nothing: a control, and whatever was
// inconclusive, unusable or an error. Over its time target is good: it shows that the procedure
// works, and the time is for the gate's drills to judge.
std::optional<GateSight> SightOf(const Summary& summary, const std::string& run_directory);

// The newest of each scenario, in the order in which the scenarios come first. A sight whose
// instant cannot be read is left out.
std::vector<GateSight> NewestOfEach(const std::vector<GateSight>& sights);

// Sets `newest`, and the verdict on it: the newest good drill among the evidence's own sights and
// the gate's results must not be older than allowed. A scenario whose newest drill failed shows
// nothing. Exit code 2 for what is too old or missing, 1 where there is nothing but failures. `now`
// is the instant from which ages are counted; an instant that lies more than an hour ahead of it is
// no evidence, for some clock was wrong.
void JudgeEvidence(const google::protobuf::RepeatedPtrField<GateResult>& results, absl::Time now,
                   GateEvidence& evidence);

}  // namespace drill

#endif  // HARNESS_GATE_FRESHNESS_H_
