#include "harness/journal/journal_facts.h"

#include <algorithm>
#include <map>
#include <string>

#include "absl/strings/str_join.h"
#include "harness/base/enum_text.h"

namespace drill {
namespace {

class Sorter {
 public:
  void Take(const Event& event);
  JournalFacts Finish();

 private:
  void TakePhase(const Event& event);
  void TakeFailure(const Failure& failure);
  void AddMissing(CheckPhase phase, bool passed, const std::string& expected,
                  const std::string& actual);

  JournalFacts facts_;
  std::string phase_;
};

void Sorter::TakePhase(const Event& event) {
  phase_ = event.phase_started().name();
  if (phase_ == "procedure") facts_.procedure_began_us = event.at_us();
}

void Sorter::TakeFailure(const Failure& failure) {
  if (phase_ == "teardown") {
    facts_.teardown_errors.push_back(failure.message());
  } else if (!facts_.failure) {
    facts_.failure = failure;
    facts_.failure_phase = phase_;
  }
}

void Sorter::Take(const Event& event) {
  if (event.has_drill_started()) {
    facts_.started = event.drill_started();
    facts_.began = true;
  }
  if (event.has_phase_started()) TakePhase(event);
  if (event.has_phase_ended() && event.phase_ended().name() == "verification")
    facts_.verified = true;
  // The last look at a probe is the one that counts.
  std::map<std::string, const ProofLook*> last_looks;
  for (const ProofLook& look : event.proof_before().looks()) last_looks[look.probe()] = &look;
  for (const auto& [probe, look] : last_looks) {
    if (look->green()) facts_.proved_before.push_back(look->seen());
  }
  if (event.has_command_run() || event.has_manual_step()) {
    const int64_t start =
        event.has_command_run() ? event.command_run().start_us() : event.manual_step().start_us();
    facts_.first_command_us = std::min(facts_.first_command_us.value_or(start), start);
  }
  facts_.spans.Take(event);
  if (event.has_fault_proof()) facts_.proof = event.fault_proof();
  if (event.has_procedure_ended()) facts_.procedure = event.procedure_ended();
  if (event.has_recovered()) facts_.recovered = event.recovered();
  if (event.has_target() && event.target().span() == SPAN_RECOVERY)
    facts_.target = event.target();
  else if (event.has_target())
    facts_.span_targets.push_back(event.target());
  if (event.has_data()) facts_.data = event.data();
  if (event.has_residue()) facts_.residue = event.residue();
  if (event.has_check()) facts_.checks.push_back(event.check());
  if (event.has_load_window()) facts_.load.push_back(event.load_window());
  if (event.has_lateness()) facts_.lateness.push_back(event.lateness());
  if (event.has_clock_step()) facts_.clock_steps.push_back(event.clock_step());
  if (event.has_failure()) TakeFailure(event.failure());
  if (event.has_drill_ended()) facts_.ended = true;
}

// The phases are judged whether or not a check was made of them.
void Sorter::AddMissing(CheckPhase phase, bool passed, const std::string& expected,
                        const std::string& actual) {
  const bool there = std::any_of(facts_.checks.begin(), facts_.checks.end(),
                                 [&](const CheckResult& check) { return check.phase() == phase; });
  if (there) return;
  CheckResult check;
  check.set_name(EnumText(phase));
  check.set_phase(phase);
  check.set_passed(passed);
  check.set_expected(expected);
  check.set_actual(actual);
  facts_.checks.push_back(std::move(check));
}

JournalFacts Sorter::Finish() {
  if (facts_.procedure) {
    AddMissing(CHECK_PHASE_PROCEDURE, facts_.procedure->completed(), "every command succeeds",
               facts_.procedure->reason());
  }
  if (facts_.recovered) {
    AddMissing(CHECK_PHASE_RECOVERY, facts_.recovered->recovered(), "green, several times in a row",
               absl::StrJoin(facts_.recovered->last_seen(), "; "));
  }
  return std::move(facts_);
}

}  // namespace

JournalFacts SortOut(const std::vector<Event>& journal) {
  Sorter sorter;
  for (const Event& event : journal) sorter.Take(event);
  return sorter.Finish();
}

bool IsUndecided(const CheckResult& check) {
  return check.undecided() && !check.passed() && !check.skipped();
}

bool Fails(const CheckResult& check) {
  // An unproved steady state is the drill's fault, not the rollback's.
  return !check.passed() && !check.skipped() && !check.undecided() &&
         check.phase() != CHECK_PHASE_STEADY_STATE;
}

}  // namespace drill
