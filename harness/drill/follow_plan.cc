#include "harness/drill/follow_plan.h"

#include <filesystem>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/journal/command_remarks.h"
#include "harness/runbook/last_words.h"
#include "harness/runbook/output_rule.h"
#include "harness/runbook/piped_script.h"

namespace drill {
namespace {

CommandRun ToCommandRun(const CommandRecord& record, const std::string& output_directory) {
  CommandRun run;
  run.set_text(record.text);
  if (record.run_text != record.text) run.set_run_text(record.run_text);
  run.set_line(record.line);
  run.set_start_us(absl::ToInt64Microseconds(record.start));
  run.set_duration_us(absl::ToInt64Microseconds(record.duration));
  run.set_exit_code(record.exit_code);
  run.set_signal(record.signal);
  run.set_timed_out(record.timed_out);
  run.set_verbatim(record.verbatim);
  run.set_nested(record.nested);
  run.set_output_file(std::filesystem::path(output_directory).filename() / record.output_file);
  run.set_tolerated(record.tolerated);
  run.set_found_nothing(record.found_nothing);
  for (const PipedScript::Command& command : record.unreached) {
    UnreachedCommand& unreached = *run.add_unreached();
    unreached.set_line(command.line);
    unreached.set_text(command.text);
  }
  // A nested command has no last words: its output is mixed with that of the command that contains
  // it.
  if (!record.failed() || record.found_nothing || record.nested) return run;
  const std::string file = absl::StrCat(output_directory, "/", record.output_file);
  for (std::string& line : LastWordsOfFile(file)) run.add_last_words(std::move(line));
  return run;
}

// The first line of a command; of one that has more, with dots.
std::string FirstLine(const std::string& text) {
  const size_t end = text.find('\n');
  return end == std::string::npos ? text : absl::StrCat(text.substr(0, end), " ...");
}

// In what the output of a command that ended well is not as its step says.
void JudgeOutput(const Step& step, const CommandRecord& record, const std::string& output_directory,
                 CommandRun* run) {
  if (step.output_rules.empty() || record.failed()) return;
  const absl::StatusOr<std::string> output =
      ReadFile(absl::StrCat(output_directory, "/", record.output_file));
  for (std::string& broken : BrokenRules(step.output_rules, output.value_or("")))
    run->add_unexpected(std::move(broken));
}

std::string WhyItStopped(const CommandRun& run) {
  const std::string fate = run.timed_out()     ? " did not end in time"
                           : run.signal() != 0 ? absl::StrCat(" was ended by signal ", run.signal())
                           : run.unexpected_size() > 0
                               ? absl::StrCat(": ", absl::StrJoin(run.unexpected(), ", "))
                               : absl::StrCat(" exited with ", run.exit_code());
  std::string why = absl::StrCat("line ", run.line(), ": `", FirstLine(run.text()), "`", fate);
  if (run.last_words_size() > 0)
    absl::StrAppend(&why, ": ", absl::StrJoin(run.last_words(), " / "));
  const std::string remark = RegistryRemark(run);
  if (!remark.empty()) absl::StrAppend(&why, " (", remark, ")");
  return absl::StrCat(why, "; see ", run.output_file());
}

void AddUnreached(const Step& step, ProcedureEnded* ended) {
  UnreachedCommand& command = *ended->add_unreached();
  command.set_line(step.line);
  command.set_text(step.text);
}

// Why the procedure goes no further than this step; empty: it goes on.
std::string StoppedBy(const Step& step, const CommandRecord& record, const CommandRun& run,
                      const OperatorSession& session) {
  const bool unexpected = run.unexpected_size() > 0 && !step.tolerated;
  if (record.stops_operator() || unexpected) return WhyItStopped(run);
  if (session.lost().empty()) return "";
  return absl::StrCat("line ", step.line, ": the operator's session was lost: ", session.lost());
}

// Waits until the step is taken. Whatever is run in the hands' place comes afterwards, as a command
// of its own.
absl::Status AwaitPerson(const Step& step, const FollowOptions& options, ProcedureEnded* ended) {
  ASSIGN_OR_RETURN(
      const PersonsAnswer answer,
      options.person->Await(absl::StrCat("line ", step.line, ": ", step.text), step.given));
  ManualStepTaken taken;
  taken.set_text(step.text);
  taken.set_line(step.line);
  taken.set_start_us(absl::ToInt64Microseconds(answer.start));
  taken.set_duration_us(absl::ToInt64Microseconds(answer.duration));
  taken.set_given_us(absl::ToInt64Microseconds(step.given));
  taken.set_by_person(answer.by_person);
  taken.set_refused(answer.refused);
  if (!answer.refused) taken.set_stand_in(step.run_text);
  options.events.on_manual_step(taken);
  if (answer.refused)
    ended->set_reason(
        absl::StrCat("line ", step.line,
                     ": who led the drill says that this cannot be done: ", FirstLine(step.text)));
  return absl::OkStatus();
}

// Whether the step is run, as whoever leads the drill says. A step by hand is asked for by itself.
absl::StatusOr<bool> IsRun(const Step& step, const FollowOptions& options, ProcedureEnded* ended) {
  if (!options.events.before_step || step.manual) return true;
  ASSIGN_OR_RETURN(const StepConfirmed confirmed, options.events.before_step(step));
  if (confirmed.answer() == STEP_ANSWER_STOP) {
    const std::string& reason = confirmed.reason();
    ended->set_reason(absl::StrCat("line ", step.line, ": who led the drill stopped before `",
                                   FirstLine(step.text), "`", reason.empty() ? "" : ": ", reason));
    AddUnreached(step, ended);
  }
  return confirmed.answer() == STEP_ANSWER_RUN;
}

absl::Status FollowStep(const Step& step, OperatorSession& session, const FollowOptions& options,
                        ProcedureEnded* ended) {
  ASSIGN_OR_RETURN(const bool is_run, IsRun(step, options, ended));
  if (!is_run) return absl::OkStatus();
  if (step.manual) {
    RETURN_IF_ERROR(AwaitPerson(step, options, ended));
    if (step.run_text.empty() || !ended->reason().empty()) return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const std::vector<CommandRecord> records, session.Run(step));
  std::vector<CommandRun> runs;
  for (const CommandRecord& record : records) {
    CommandRun& run = runs.emplace_back(ToCommandRun(record, options.output_directory));
    // The first record is that of the step itself.
    if (runs.size() == 1) JudgeOutput(step, record, options.output_directory, &run);
    options.events.on_command(run);
  }
  if (options.stop != nullptr && options.stop->stopped())
    return absl::CancelledError("stopped by the user");
  // Nothing was run: an `exit` in an earlier step has ended the block.
  if (runs.empty()) {
    AddUnreached(step, ended);
  } else {
    ended->set_reason(StoppedBy(step, records.front(), runs.front(), session));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ProcedureEnded> FollowPlan(const Plan& plan, OperatorSession& session,
                                          const FollowOptions& options) {
  ProcedureEnded ended;
  for (const Step& planned : plan.steps) {
    if (!ended.reason().empty()) {
      AddUnreached(planned, &ended);
      continue;
    }
    FilledStep filled{planned, ""};
    if (!plan.lookups.empty()) {
      ASSIGN_OR_RETURN(filled, options.fill(planned));
    }
    if (!filled.missing.empty()) {
      ended.set_reason(absl::StrCat("line ", planned.line, ": ", filled.missing));
      AddUnreached(planned, &ended);
      continue;
    }
    RETURN_IF_ERROR(FollowStep(filled.step, session, options, &ended));
  }
  ended.set_completed(!plan.steps.empty() && ended.reason().empty());
  if (plan.steps.empty()) ended.set_reason("the procedure holds no command");
  return ended;
}

}  // namespace drill
