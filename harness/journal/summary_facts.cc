#include "harness/journal/summary_facts.h"

#include <cstdint>

namespace drill {
namespace {

double Milliseconds(int64_t microseconds) { return static_cast<double>(microseconds) / 1000; }

}  // namespace

void AddIdentity(const DrillStarted& started, Summary& summary) {
  for (const Source& source : started.sources()) {
    SummarySource& told = *summary.add_sources();
    told.set_what(source.what());
    told.set_file(source.file());
    told.set_sha256(source.sha256());
  }
  SummaryHarness& harness = *summary.mutable_harness();
  harness.set_sha256(started.harness().sha256());
  harness.set_git_commit(started.harness().git_commit());
  harness.set_git_modified(started.harness().git_modified());
}

void AddMachine(const Machine& machine, Summary& summary) {
  SummaryMachine& told = *summary.mutable_machine();
  told.set_kernel(machine.kernel());
  told.set_system(machine.system());
  if (machine.processors() > 0) told.set_processors(machine.processors());
  told.set_processor(machine.processor());
  if (machine.memory_bytes() > 0) told.set_memory_bytes(machine.memory_bytes());
  told.set_engine_version(machine.engine_version());
  told.set_compose_version(machine.compose_version());
}

void AddManualStep(const ManualStepTaken& step, Summary& summary) {
  SummaryManualStep& taken = *summary.add_manual_steps();
  taken.set_line(step.line());
  taken.set_text(step.text());
  taken.set_started_ms(Milliseconds(step.start_us()));
  taken.set_waited_ms(Milliseconds(step.duration_us()));
  taken.set_given_ms(Milliseconds(step.given_us()));
  taken.set_by_person(step.by_person());
  taken.set_refused(step.refused());
  taken.set_stand_in(step.stand_in());
}

void AddDetection(const Event& event, Summary& summary) {
  const Detection& seen = event.detection();
  SummaryDetection& detection = *summary.mutable_detection();
  detection.set_detected(seen.detected());
  detection.set_quote(seen.quote());
  detection.set_line(seen.line());
  detection.set_seen(seen.seen());
  detection.set_shortened(seen.shortened());
  *detection.mutable_not_seen() = seen.not_seen();
  if (seen.detected()) detection.set_after_ms(Milliseconds(event.at_us() - seen.fault_us()));
}

void AddDecision(const DecisionMade& made, Summary& summary) {
  SummaryDecision& decision = *summary.mutable_decision();
  decision.set_issue(made.issue());
  decision.set_line(made.line());
  *decision.mutable_cells() = made.cells();
  *decision.mutable_asked() = made.asked();
  *decision.mutable_left_open() = made.left_open();
  *decision.mutable_procedure() = made.procedure();
  *decision.mutable_differences() = made.differences();
  decision.set_by_person(made.by_person());
  decision.set_given_ms(Milliseconds(made.given_us()));
}

void AddGrowth(const RowsGrown& grown, Summary& summary) {
  summary.mutable_growth()->set_rows(grown.rows());
  if (grown.has_bytes()) summary.mutable_growth()->set_bytes(grown.bytes());
}

void AddHostChanges(const HostChanges& changes, Summary& summary) {
  summary.mutable_appeared()->MergeFrom(changes.appeared());
  summary.mutable_vanished()->MergeFrom(changes.vanished());
  summary.mutable_worse()->MergeFrom(changes.worse());
}

void AddUnreached(const google::protobuf::RepeatedPtrField<UnreachedCommand>& unreached,
                  Summary& summary) {
  for (const UnreachedCommand& command : unreached) {
    SummaryUnreached& told = *summary.add_unreached();
    told.set_line(command.line());
    told.set_text(command.text());
  }
}

}  // namespace drill
