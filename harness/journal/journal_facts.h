// The facts of a journal, sorted out for the verdict.
#ifndef HARNESS_JOURNAL_JOURNAL_FACTS_H_
#define HARNESS_JOURNAL_JOURNAL_FACTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/journal/journal.pb.h"
#include "harness/journal/span_times.h"

namespace drill {

struct JournalFacts {
  DrillStarted started;
  // Of the probes that are to prove the fault: what was green before it was injected.
  std::vector<std::string> proved_before;
  std::optional<FaultProof> proof;
  std::optional<ProcedureEnded> procedure;
  std::optional<Recovered> recovered;
  // Of the recovery time, and of other spans.
  std::optional<Event::Target> target;
  std::vector<Event::Target> span_targets;
  SpanTimes spans;
  std::optional<DataResult> data;
  std::optional<Residue> residue;
  std::optional<Failure> failure;
  // The phase in which the failure occurred.
  std::string failure_phase;
  std::optional<int64_t> procedure_began_us;
  std::optional<int64_t> first_command_us;
  // All checks; those of the procedure and of the recovery are added when the drill did not make
  // them.
  std::vector<CheckResult> checks;
  std::vector<LoadWindow> load;
  std::vector<Lateness> lateness;
  std::vector<ClockStep> clock_steps;
  std::vector<std::string> teardown_errors;
  bool began = false;
  bool verified = false;
  bool ended = false;

  bool has_fault() const { return started.control() != "no_fault"; }
  bool has_rollback() const { return started.control().empty(); }
};

JournalFacts SortOut(const std::vector<Event>& journal);

// Whether the check was made and did not pass. A check of the steady state never counts as failed.
bool Fails(const CheckResult& check);

// Whether the check could not be decided.
bool IsUndecided(const CheckResult& check);

}  // namespace drill

#endif  // HARNESS_JOURNAL_JOURNAL_FACTS_H_
