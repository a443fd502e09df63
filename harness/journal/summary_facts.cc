#include "harness/journal/summary_facts.h"

namespace drill {

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
