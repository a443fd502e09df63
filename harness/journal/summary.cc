#include "harness/journal/summary.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/proto_json.h"
#include "harness/journal/command_remarks.h"
#include "harness/journal/load_errors.h"
#include "harness/journal/quarterly_summary.h"
#include "harness/journal/span_times.h"
#include "harness/journal/summary_facts.h"
#include "re2/re2.h"

namespace drill {
namespace {

double Milliseconds(int64_t microseconds) { return static_cast<double>(microseconds) / 1000; }

// `sleep 30`: it takes as long on a system that is ready as on one that is not.
bool IsFixedWait(const CommandRun& run) {
  static const RE2* const sleeps = new RE2(R"(\s*sleep\s+[0-9.]+[smhd]?\s*)");
  return RE2::FullMatch(run.text(), *sleeps);
}

// Takes one event after the other; Finish() puts together what needs them all.
class Summarizer {
 public:
  void Take(const Event& event);
  Summary Finish(const Journal& journal, const Verdict& verdict);

 private:
  void Started(const Event& event);
  void StartPhase(const Event& event);
  void EndPhase(const Event& event);
  void Command(const CommandRun& command);
  void Check(const CheckResult& check);
  void Load(const LoadWindow& window);
  void Data(const DataResult& data);
  void Backup(const BackupState& state);
  void TakeRecovered(const Recovered& recovered);
  void TakeResidue(const Residue& residue);
  void FinishTimes(const Journal& journal);
  void FinishTargets();

  Summary summary_;
  std::optional<int64_t> procedure_start_us_;
  std::optional<int64_t> first_green_us_, last_red_us_;
  std::optional<int64_t> total_us_;
  int64_t commands_us_ = 0;
  int64_t fixed_waits_us_ = 0;
  int fixed_waits_ = 0;
  SpanTimes spans_;
  Machine machine_;
};

void Summarizer::Take(const Event& event) {
  spans_.Take(event);
  switch (event.kind_case()) {
    case Event::kDrillStarted:
      return Started(event);
    case Event::kPhaseStarted:
      return StartPhase(event);
    case Event::kPhaseEnded:
      return EndPhase(event);
    case Event::kFaultInjected:
      summary_.mutable_fault()->set_injected(true);
      summary_.mutable_fault()->set_exit_code(event.fault_injected().exit_code());
      for (const RandomChoice& choice : event.fault_injected().choices())
        summary_.mutable_fault()->add_choices(absl::StrCat(choice.name(), " = ", choice.value()));
      return;
    case Event::kFaultProof:
      summary_.mutable_fault()->set_proved(event.fault_proof().proved());
      *summary_.mutable_fault()->mutable_evidence() = event.fault_proof().evidence();
      return;
    case Event::kCommandRun:
      return Command(event.command_run());
    case Event::kDeviation: {
      SummaryDeviation& deviation = *summary_.add_deviations();
      deviation.set_line(event.deviation().line());
      deviation.set_text(event.deviation().text());
      deviation.set_reason(event.deviation().reason());
      deviation.set_kind(event.deviation().kind());
      return;
    }
    case Event::kTarget: {
      SummaryTarget& target = *summary_.add_targets();
      target.set_name(event.target().name());
      target.set_limit_ms(static_cast<double>(event.target().limit_ms()));
      target.set_source(event.target().source());
      target.set_span(event.target().span());
      return;
    }
    case Event::kCheck:
      return Check(event.check());
    case Event::kLoadWindow:
      return Load(event.load_window());
    case Event::kData:
      return Data(event.data());
    case Event::kRecovered:
      return TakeRecovered(event.recovered());
    case Event::kNote:
      summary_.add_notes(event.note().text());
      return;
    case Event::kFailure: {
      SummaryFailure& failure = *summary_.add_failures();
      failure.set_outcome(event.failure().outcome());
      failure.set_message(event.failure().message());
      return;
    }
    case Event::kResidue:
      return TakeResidue(event.residue());
    case Event::kDrillEnded:
      total_us_ = event.drill_ended().duration_us();
      return;
    case Event::kProcedureEnded:
      summary_.mutable_procedure()->set_ran(true);
      summary_.mutable_procedure()->set_completed(event.procedure_ended().completed());
      summary_.mutable_procedure()->set_reason(event.procedure_ended().reason());
      return AddUnreached(event.procedure_ended().unreached(), summary_);
    case Event::kEvidence: {
      SummaryEvidence& evidence = *summary_.add_evidence();
      evidence.set_file(event.evidence().file());
      evidence.set_what(event.evidence().what());
      return;
    }
    case Event::kBackup:
      return Backup(event.backup());
    // If a probe was green before the fault, the failure event that follows says so.
    case Event::kProofBefore:
      return;
    case Event::kNotLookedAt:
      *summary_.add_not_looked_at() = event.not_looked_at();
      return;
    case Event::kLateness:
      *summary_.add_lateness() = event.lateness();
      return;
    case Event::kWatchLimit:
      summary_.mutable_recovery()->set_watch_limit_ms(Milliseconds(event.watch_limit().limit_us()));
      summary_.mutable_recovery()->set_watch_reason(event.watch_limit().reason());
      return;
    case Event::kClockStep:
      *summary_.add_clock_steps() = event.clock_step();
      return;
    case Event::kMachine:
      machine_ = event.machine();
      return AddMachine(machine_, summary_);
    case Event::kManualStep:
      return AddManualStep(event.manual_step(), summary_);
    case Event::kDetection:
      return AddDetection(event, summary_);
    case Event::kDecision:
      return AddDecision(event.decision(), summary_);
    case Event::kRowsGrown:
      return AddGrowth(event.rows_grown(), summary_);
    case Event::kHostChanges:
      return AddHostChanges(event.host_changes(), summary_);
    case Event::kTwin:
      *summary_.add_twin() = event.twin();
      return;
    case Event::kQuarterly:
    case Event::kMonitoring:
    case Event::kProcedureChosen:
    case Event::kStepConfirmed:
    case Event::kNoteTaken:
    case Event::kChecklistTick:
    case Event::kLastDrill:
    case Event::kDebriefed:
    case Event::kAbsence:
      return AddQuarterly(event, summary_);
    // The summary shows these events by the checks that are made of them.
    case Event::kStay:
    case Event::kLastLook:
    case Event::kSurvivalTrial:
    case Event::KIND_NOT_SET:
      return;
  }
}

void Summarizer::Started(const Event& event) {
  const DrillStarted& started = event.drill_started();
  summary_.set_scenario(started.scenario());
  summary_.set_description(started.description());
  summary_.set_stack(started.stack());
  summary_.set_release(started.release());
  summary_.set_procedure_id(started.procedure_id());
  summary_.set_heading(started.heading());
  summary_.set_runbook(started.runbook());
  summary_.set_seed(started.seed());
  summary_.set_seed_hash(started.seed_hash());
  summary_.set_inputs_sha256(started.inputs_sha256());
  summary_.set_control(started.control());
  summary_.set_known_bad_check(started.known_bad_check());
  summary_.set_known_bad_phase(started.known_bad_phase());
  summary_.set_command_line(started.command_line());
  summary_.set_started_at(event.wall_time());
  summary_.mutable_fault()->set_summary(started.fault_summary());
  AddIdentity(started, summary_);
}

void Summarizer::StartPhase(const Event& event) {
  SummaryPhase& phase = *summary_.add_phases();
  phase.set_name(event.phase_started().name());
  phase.set_started_ms(Milliseconds(event.at_us()));
  if (phase.name() != "procedure") return;
  procedure_start_us_ = event.at_us();
  summary_.mutable_procedure()->set_ran(true);
}

void Summarizer::EndPhase(const Event& event) {
  for (SummaryPhase& phase : *summary_.mutable_phases()) {
    if (phase.name() != event.phase_ended().name() || phase.has_duration_ms()) continue;
    phase.set_duration_ms(Milliseconds(event.phase_ended().duration_us()));
    if (phase.name() == "steady_state") {
      summary_.mutable_time()->set_to_steady_state_ms(phase.started_ms() + phase.duration_ms());
    }
    return;
  }
}

void Summarizer::Command(const CommandRun& run) {
  SummaryCommand& command = *summary_.add_commands();
  command.set_text(run.text());
  command.set_run_text(run.run_text());
  command.set_line(run.line());
  command.set_exit_code(run.exit_code());
  command.set_signal(run.signal());
  command.set_timed_out(run.timed_out());
  command.set_verbatim(run.verbatim());
  command.set_nested(run.nested());
  command.set_tolerated(run.tolerated());
  command.set_found_nothing(run.found_nothing());
  command.set_output_file(run.output_file());
  command.set_started_ms(Milliseconds(run.start_us()));
  command.set_duration_ms(Milliseconds(run.duration_us()));
  *command.mutable_last_words() = run.last_words();
  for (std::string& remark : CommandRemarks(run, machine_)) command.add_remarks(std::move(remark));
  AddUnreached(run.unreached(), summary_);
  // A nested command's time is included in that of the command that contains it.
  if (run.nested()) return;
  commands_us_ += run.duration_us();
  if (IsFixedWait(run)) {
    ++fixed_waits_;
    fixed_waits_us_ += run.duration_us();
  }
}

void Summarizer::Check(const CheckResult& result) {
  SummaryCheck& check = *summary_.add_checks();
  check.set_name(result.name());
  check.set_passed(result.passed());
  check.set_expected(result.expected());
  check.set_actual(result.actual());
  check.set_source(result.source());
  check.set_phase(result.phase());
  check.set_skipped(result.skipped());
  check.set_undecided(result.undecided() && !result.passed() && !result.skipped());
  *check.mutable_looks() = result.looks();
}

void Summarizer::Load(const LoadWindow& window) {
  SummaryLoad& load = *summary_.add_load();
  load.set_name(window.name());
  load.set_duration_ms(Milliseconds(window.duration_us()));
  load.set_writes_sent(window.writes_sent());
  load.set_writes_acknowledged(window.writes_acknowledged());
  load.set_reads_sent(window.reads_sent());
  load.set_reads_answered(window.reads_answered());
  load.set_error_rate(window.error_rate());
  load.set_latency_p50_ms(window.latency_p50_ms());
  load.set_latency_p99_ms(window.latency_p99_ms());
  load.set_latency_max_ms(window.latency_max_ms());
  for (std::string& error : LoadErrorLines(window)) load.add_errors(std::move(error));
}

void Summarizer::Data(const DataResult& result) {
  SummaryData& data = *summary_.mutable_data();
  data.set_rule(result.rule());
  // What was not looked for has no number: a reader must not take 0 for nothing lost.
  if (result.rule() == LOSS_RULE_NOT_CHECKED) return;
  data.set_rows_acknowledged(result.rows_acknowledged());
  data.set_rows_lost(result.rows_lost());
  data.set_rows_unexpected(result.rows_unexpected());
  if (result.has_rows_changed()) data.set_rows_changed(result.rows_changed());
  data.set_lost_seconds(result.lost_seconds());
  data.set_rows_in_doubt(result.rows_in_doubt());
  data.set_rows_lost_after_recovery(result.rows_lost_after_recovery());
  data.set_recovery_point_evidence(result.recovery_point_evidence());
  if (result.has_max_lost_seconds()) data.set_max_lost_seconds(result.max_lost_seconds());
  if (result.recovery_point_file().empty()) return;
  data.set_rows_lost_before_recovery_point(result.rows_lost_before_recovery_point());
  data.set_recovery_point_file(result.recovery_point_file());
  data.set_recovery_point_bytes(result.recovery_point_bytes());
  if (result.has_recovery_point_age_seconds())
    data.set_recovery_point_age_seconds(result.recovery_point_age_seconds());
}

void Summarizer::Backup(const BackupState& state) {
  SummaryBackup& backup = *summary_.add_backups();
  backup.set_name(state.name());
  backup.set_when(state.when());
  backup.set_files(state.files());
  backup.set_newest(state.newest());
  backup.set_remark(state.remark());
  backup.set_revision(state.revision());
  if (!state.newest().empty()) {
    backup.set_newest_bytes(state.newest_bytes());
    backup.set_newest_age_seconds(state.newest_age_seconds());
  }
  if (!state.restore_tried()) return;
  backup.set_restorable(state.restorable());
  if (state.restore_us() > 0) backup.set_restore_ms(Milliseconds(state.restore_us()));
}

void Summarizer::TakeRecovered(const Recovered& recovered) {
  SummaryRecovery& recovery = *summary_.mutable_recovery();
  recovery.set_recovered(recovered.recovered());
  recovery.set_consecutive(recovered.consecutive());
  *recovery.mutable_last_seen() = recovered.last_seen();
  if (recovered.recovered()) first_green_us_ = recovered.first_green_us();
  if (recovered.has_last_red_us()) last_red_us_ = recovered.last_red_us();
}

void Summarizer::TakeResidue(const Residue& residue) {
  summary_.mutable_residue()->MergeFrom(residue.left());
  summary_.mutable_residue_inspected()->MergeFrom(residue.inspected());
}

void Summarizer::FinishTimes(const Journal& journal) {
  SummaryTime& time = *summary_.mutable_time();
  if (total_us_) {
    time.set_total_ms(Milliseconds(*total_us_));
    time.set_commands_ms(Milliseconds(commands_us_));
    time.set_overhead_ms(Milliseconds(*total_us_ - commands_us_));
    if (fixed_waits_ > 0) {
      time.set_fixed_waits(fixed_waits_);
      time.set_fixed_waits_ms(Milliseconds(fixed_waits_us_));
    }
  }
  if (procedure_start_us_ && first_green_us_) {
    summary_.mutable_recovery()->set_time_ms(Milliseconds(*first_green_us_ - *procedure_start_us_));
  }
  if (procedure_start_us_ && last_red_us_) {
    summary_.mutable_recovery()->set_last_red_ms(
        Milliseconds(*last_red_us_ - *procedure_start_us_));
  }
  summary_.set_journal_complete(total_us_.has_value() && !journal.torn);
}

void Summarizer::FinishTargets() {
  for (SummaryTarget& target : *summary_.mutable_targets()) {
    target.set_remark(spans_.Remark(target.span()));
    const std::optional<int64_t> took = spans_.Microseconds(target.span());
    if (!took) continue;
    target.set_measured_ms(Milliseconds(*took));
    target.set_met(target.measured_ms() <= target.limit_ms());
  }
}

std::string Claim(const Summary& summary) {
  if (!summary.recovery().has_time_ms()) {
    return "No recovery time was measured, so none can be claimed.";
  }
  return "One observation: the procedure took this long once, on this machine, from this state. "
         "No percentile, average or worst case follows from it; --repeat N makes more.";
}

Summary Summarizer::Finish(const Journal& journal, const Verdict& verdict) {
  // Creates the sections that every report has, however early the drill ended.
  summary_.mutable_fault();
  summary_.mutable_procedure();
  summary_.mutable_recovery();
  summary_.mutable_data();
  summary_.mutable_harness();
  summary_.mutable_machine();
  FinishTimes(journal);
  FinishTargets();
  summary_.set_claim(Claim(summary_));
  const bool judged = verdict.outcome != OUTCOME_UNSPECIFIED;
  summary_.set_outcome(judged ? verdict.outcome : OUTCOME_ERROR);
  summary_.set_exit_code(judged ? verdict.exit_code : 4);
  summary_.set_as_expected(verdict.as_expected && judged);
  summary_.set_over_target(verdict.over_target);
  for (const std::string& reason : verdict.reasons) summary_.add_reasons(reason);
  if (!judged) summary_.add_reasons("no verdict was made of this drill");
  return std::move(summary_);
}

}  // namespace

Summary Summarize(const Journal& journal, const Verdict& verdict) {
  Summarizer summarizer;
  for (const Event& event : journal.events) summarizer.Take(event);
  return summarizer.Finish(journal, verdict);
}

absl::StatusOr<std::string> SummaryJson(const Summary& summary) {
  absl::StatusOr<std::string> json = ProtoToJson(summary, {/*all_fields=*/true, /*pretty=*/true});
  if (json.ok()) json->push_back('\n');
  return json;
}

}  // namespace drill
