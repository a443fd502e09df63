// For tests: a journal to change one thing of.
#ifndef HARNESS_TESTING_JOURNAL_CASE_H_
#define HARNESS_TESTING_JOURNAL_CASE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "harness/journal/journal.pb.h"
#include "harness/journal/verdict.h"

namespace drill {

// A journal of a drill that passed; tests change one thing.
class JournalCase {
 public:
  JournalCase() {
    started.set_scenario("aria/bad_migration");
    proof.set_proved(true);
    procedure.set_completed(true);
    recovered.set_recovered(true);
    recovered.set_first_green_us(5'000'000);
    recovered.set_last_red_us(4'900'000);
    target.set_limit_ms(30'000);
    data.set_rule(LOSS_RULE_NOTHING_LOST);
    data.set_rows_acknowledged(100);
    AddCheck("schema", CHECK_PHASE_VERIFICATION, true);
  }

  CheckResult& AddCheck(const std::string& name, CheckPhase phase, bool passed) {
    CheckResult check;
    check.set_name(name);
    check.set_phase(phase);
    check.set_passed(passed);
    check.set_expected("this");
    check.set_actual(passed ? "this" : "that");
    checks.push_back(check);
    return checks.back();
  }

  std::vector<Event> Events() const {
    std::vector<Event> events;
    const auto add = [&events]() -> Event& { return events.emplace_back(); };
    *add().mutable_drill_started() = started;
    if (proof_before.looks_size() > 0) *add().mutable_proof_before() = proof_before;
    if (with_target) *add().mutable_target() = target;
    for (const Event::Target& span : span_targets) *add().mutable_target() = span;
    if (with_proof) *add().mutable_fault_proof() = proof;
    if (with_procedure) {
      Event& phase = add();
      phase.set_at_us(2'000'000);
      phase.mutable_phase_started()->set_name("procedure");
      if (first_command_us > 0) add().mutable_command_run()->set_start_us(first_command_us);
      *add().mutable_procedure_ended() = procedure;
    }
    if (with_recovered) *add().mutable_recovered() = recovered;
    for (const CheckResult& check : checks) *add().mutable_check() = check;
    if (with_data) *add().mutable_data() = data;
    for (const Lateness& late : lateness) *add().mutable_lateness() = late;
    if (with_verification) add().mutable_phase_ended()->set_name("verification");
    if (failure.outcome() != OUTCOME_UNSPECIFIED) *add().mutable_failure() = failure;
    add().mutable_phase_started()->set_name("teardown");
    if (teardown_failure.outcome() != OUTCOME_UNSPECIFIED)
      *add().mutable_failure() = teardown_failure;
    if (with_residue) *add().mutable_residue() = residue;
    if (with_end) add().mutable_drill_ended();
    return events;
  }
  Verdict Judged() const { return Judge(Events()); }

  DrillStarted started;
  ProofBefore proof_before;
  int64_t first_command_us = 2'100'000;
  std::vector<Lateness> lateness;
  FaultProof proof;
  ProcedureEnded procedure;
  Recovered recovered;
  Event::Target target;
  std::vector<Event::Target> span_targets;
  DataResult data;
  Residue residue;
  Failure failure;
  Failure teardown_failure;
  std::vector<CheckResult> checks;
  bool with_target = true, with_proof = true, with_procedure = true, with_recovered = true,
       with_data = true, with_verification = true, with_residue = true, with_end = true;
};

}  // namespace drill

#endif  // HARNESS_TESTING_JOURNAL_CASE_H_
