#include "harness/drill/one_drill.h"

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <memory>
#include <optional>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/base/mask.h"
#include "harness/base/status_macros.h"
#include "harness/drill/blind.h"
#include "harness/drill/debrief.h"
#include "harness/drill/drill.h"
#include "harness/drill/identity.h"
#include "harness/drill/inputs_digest.h"
#include "harness/drill/machine_facts.h"
#include "harness/drill/mask_run_directory.h"
#include "harness/drill/order_host.h"
#include "harness/drill/person.h"
#include "harness/drill/real_system.h"
#include "harness/journal/journal_reader.h"
#include "harness/journal/journal_writer.h"
#include "harness/journal/summary.h"
#include "harness/journal/unwritten.h"
#include "harness/journal/verdict.h"
#include "harness/verify/kept_restores.h"
#include "reports/console.h"
#include "reports/run_directory.h"

namespace drill {
namespace {

const Plan& PlanOf(const OneDrill& one) {
  return one.plan == nullptr ? one.drill->plan : *one.plan;
}

std::string CommandLine(const OneDrill& one) {
  if (!one.command_line.empty()) return one.command_line;
  std::string line = absl::StrCat("tools/drill run ", one.drill->loaded.scenario.file, " --seed ",
                                  one.random_seed);
  if (!one.options->runbook.empty()) absl::StrAppend(&line, " --runbook ", one.options->runbook);
  if (one.options->control == Control::kNoRollback) absl::StrAppend(&line, " --no-rollback");
  if (one.options->control == Control::kNoFault) absl::StrAppend(&line, " --no-fault");
  if (one.options->with_procedure) absl::StrAppend(&line, " --with-procedure");
  if (one.options->led) absl::StrAppend(&line, " --led");
  return line;
}

DrillStarted Started(const OneDrill& one) {
  const Scenario& scenario = one.drill->scenario();
  DrillStarted started;
  started.set_scenario(one.drill->name());
  started.set_stack(scenario.stack());
  started.set_release(one.drill->starting_release());
  const std::string procedure = RollbackName(scenario.rollback());
  started.set_procedure_id(scenario.procedure_id().empty() ? procedure : scenario.procedure_id());
  started.set_heading(procedure);
  started.set_runbook(one.drill->runbook_file);
  started.set_seed(one.random_seed);
  started.set_seed_hash(one.seed->manifest.key());
  started.set_description(one.description.empty() ? scenario.description() : one.description);
  started.set_known_bad_check(scenario.known_bad().check());
  started.set_known_bad_phase(scenario.known_bad().phase());
  started.set_known_bad_found(scenario.known_bad().found());
  started.set_command_line(CommandLine(one));
  std::vector<std::string> faults;
  for (const Fault& fault : scenario.fault()) faults.push_back(fault.summary());
  started.set_fault_summary(absl::StrJoin(faults, "; "));
  AddIdentity(*one.drill, one.root, started);
  // A mutant asks another question than its scenario, and so does a drill on grown data or in a
  // plain shell; who leads a quarterly drill may decide for another procedure, or skip a command.
  if (one.plan == nullptr && one.quarterly == nullptr && one.growth_rows == 0 && !one.plain_shell) {
    started.set_inputs_sha256(
        InputsDigest(*one.drill, one.seed->manifest.key(), started.harness().sha256())
            .value_or(""));
  }
  return started;
}

DrillSpec Spec(const OneDrill& one) {
  DrillSpec spec;
  spec.scenario = one.drill->scenario();
  if (one.options->with_procedure) spec.scenario.set_no_fault_control(CONTROL_RUN_PROCEDURE);
  spec.control = one.options->control;
  spec.started = Started(one);
  spec.target = one.drill->target;
  spec.span_targets = one.drill->span_targets;
  spec.incident = one.drill->incident;
  spec.has_backups = one.drill->stack().backups_size() > 0;
  spec.growth_rows = one.growth_rows;
  // A stack without a load has no users whose requests must be measured: no lead time is waited.
  if (!one.drill->stack().has_load()) spec.load_lead = absl::ZeroDuration();
  spec.deviations = DeviationsOf(PlanOf(one));
  spec.quarterly = one.quarterly;
  return spec;
}

void SayHowToEnter(RealSystem& system) {
  if (system.host() == nullptr) return;
  const std::string& id = system.host()->id();
  std::printf(
      "The drill host stays.\n  enter it   tools/drill shell --kept %s\n"
      "  remove it  tools/drill clean %s\n",
      id.c_str(), id.c_str());
}

// Writes each event, and beside those of the phases what the machines are like: which one the drill
// runs on, and what the fault and the procedure have made of the drill host.
class Recorder {
 public:
  Recorder(JournalWriter& writer, RealSystem& system, const OneDrill& one)
      : writer_(writer), system_(system), one_(one), when_compared_(one.when_compared) {}

  absl::Status Record(Event event) {
    TellCompared(event);
    const std::string ended = event.has_phase_ended() ? event.phase_ended().name() : "";
    RETURN_IF_ERROR(writer_.Write(std::move(event)));
    if (ended == "host") return RecordMachine();
    return ended == "load_after" ? RecordChanges() : absl::OkStatus();
  }

 private:
  void TellCompared(const Event& event) {
    const bool compared = event.has_twin() || event.not_looked_at().check() == "twin" ||
                          event.phase_started().name() == "teardown";
    if (!compared) return;
    if (const std::function<void()> tell = std::exchange(when_compared_, nullptr)) tell();
  }

  absl::Status RecordMachine() {
    Event event;
    *event.mutable_machine() = ReadMachine();
    if (system_.host() != nullptr) ReadEngine(*event.mutable_machine());
    return writer_.Write(std::move(event));
  }

  // A scenario that lays files over the machine may have given it another engine.
  void ReadEngine(Machine& machine) {
    if (!OverlayOf(*one_.drill).empty()) return ReadEngineVersions(*system_.host(), machine);
    ReadEngineVersionsOnce(one_.seed->manifest.key(), *system_.host(), machine);
  }

  absl::Status RecordChanges() {
    std::optional<HostChanges> changes = system_.LookForChanges();
    if (!changes) return absl::OkStatus();
    Event event;
    *event.mutable_host_changes() = *std::move(changes);
    return writer_.Write(std::move(event));
  }

  JournalWriter& writer_;
  RealSystem& system_;
  const OneDrill& one_;
  // Empty once it was called.
  std::function<void()> when_compared_;
};

// Goes through the checklist, unless somebody stopped the drill. Who leaves before its end can go
// on later: that is no error.
absl::Status AskAfterwards(const OneDrill& one, const EventSink& sink) {
  const google::protobuf::RepeatedPtrField<ChecklistEntry>& checklist =
      one.quarterly->started.checklist();
  absl::Status asked = absl::CancelledError("stopped by the user");
  if (!one.stop->stopped())
    asked = Debrief({checklist.begin(), checklist.end()}, *one.quarterly->lead, sink);
  if (!absl::IsCancelled(asked) && !absl::IsFailedPrecondition(asked)) return asked;
  std::printf("The checklist and the notes can be gone on with:\n  %s\n",
              absl::StrCat("tools/drill quarterly --resume ", one.run_directory).c_str());
  return absl::OkStatus();
}

// From the file, as anybody can read it later; from memory where the file is not whole.
absl::StatusOr<Journal> Told(const JournalWriter& writer, const std::string& journal_file,
                             const Masker& masker) {
  if (writer.status().ok()) return ReadJournal(journal_file);
  Journal journal;
  journal.events = writer.events();
  // Events in memory were masked with the secrets known when they were written; more may be known
  // now.
  for (Event& event : journal.events) masker.MaskMessage(&event);
  journal.torn = true;
  return journal;
}

// Null where a terminal that is closed stops the drill.
Attendance* AttendanceOf(const OneDrill& one) {
  return one.quarterly == nullptr ? nullptr : one.quarterly->attendance;
}

// Lets who leads the drill leave its terminal and come back.
void BeginAttendance(const OneDrill& one, JournalWriter& writer, Console& console) {
  if (AttendanceOf(one) == nullptr) return;
  AttendanceHooks hooks;
  hooks.record = [&writer](Absence absence) {
    const int64_t began = absl::ToInt64Microseconds(RealClock().Monotonic()) -
                          absl::ToInt64Microseconds(writer.Elapsed());
    Event event;
    absence.set_start_us(std::max(int64_t{0}, absence.start_us() - began));
    *event.mutable_absence() = std::move(absence);
    // The writer keeps its first error for whoever looks at the end.
    writer.Write(std::move(event)).IgnoreError();
  };
  hooks.show_again = [&console](const std::string& line) { console.ShowAgain(line); };
  const absl::Status begun = AttendanceOf(one)->Begin(one.run_directory, std::move(hooks));
  if (begun.ok())
    console.Say(
        absl::StrCat("If this terminal is closed, the drill is taken up at another one by\n  ",
                     "tools/drill quarterly --resume ", one.run_directory));
  else
    console.Say(absl::StrCat("A terminal that is closed stops this drill: ", begun.message()));
}

absl::StatusOr<OneDrillResult> Run(const OneDrill& one, Masker& masker) {
  RETURN_IF_ERROR(MakeDirectories(absl::StrCat(one.run_directory, "/commands")));
  const std::string journal_file = absl::StrCat(one.run_directory, "/journal.jsonl");
  ASSIGN_OR_RETURN(std::unique_ptr<JournalWriter> writer,
                   JournalWriter::Create(journal_file, RealClock(), &masker));
  ConsoleOptions console_options = DetectConsole(stdout);
  // A line that is drawn again and again would be drawn over what a person is asked.
  if (!one.prefix.empty() || one.options->led || one.quarterly != nullptr)
    console_options.terminal = false;
  console_options.prefix = one.prefix;
  Console console(stdout, console_options, RealClock());
  const bool blind = one.quarterly != nullptr && one.quarterly->started.blind();
  writer->SetObserver(
      [&](const Event& event) { console.OnEvent(blind ? WithoutTheFault(event) : event); });

  BeginAttendance(one, *writer, console);
  absl::Cleanup attended = [&one] {
    if (Attendance* const attendance = AttendanceOf(one)) attendance->End();
  };
  RealSystemOptions system_options;
  system_options.hosts = one.hosts.get();
  system_options.seed = one.seed;
  system_options.kept_restores =
      KeptRestores(one.kept_restores, absl::StrCat(one.seed->manifest.key(), " ", ProgramDigest()));
  system_options.healthy = one.healthy;
  system_options.drill = one.drill;
  system_options.plan = one.plan;
  system_options.id = one.id;
  system_options.run_directory = one.run_directory;
  system_options.stop = one.stop;
  system_options.random_seed = one.random_seed;
  system_options.masker = &masker;
  system_options.keep = one.options->keep;
  system_options.plain_shell = one.plain_shell;
  const std::unique_ptr<Person> person =
      one.options->led ? AskedPerson(STDIN_FILENO, std::cout, RealClock(), one.stop)
                       : NobodyThere(RealClock(), one.stop);
  system_options.person = one.quarterly == nullptr ? person.get() : one.quarterly->lead;
  RealSystem system(system_options);
  Recorder recorder(*writer, system, one);
  const EventSink sink = [&](Event event) { return recorder.Record(std::move(event)); };
  absl::Status written = RunDrill(Spec(one), system, sink, RealClock(), *one.stop);
  if (one.quarterly != nullptr) written.Update(AskAfterwards(one, sink));
  std::move(attended).Invoke();
  console.Finish();
  if (one.options->keep) SayHowToEnter(system);

  const absl::Status masked = MaskRunDirectory(one.run_directory, masker);
  ASSIGN_OR_RETURN(const Journal journal, Told(*writer, journal_file, masker));
  Verdict verdict = Judge(journal.events);
  if (!masked.ok()) TellUnwritten("a file without secrets that were learned late", masked, verdict);
  if (!written.ok()) TellUnwritten("the journal", written, verdict);
  OneDrillResult result;
  result.summary = Summarize(journal, verdict);
  written = WriteReports(result.summary, one.run_directory);
  if (!written.ok()) {
    TellUnwritten("a report", written, verdict);
    result.summary = Summarize(journal, verdict);
  }
  result.exit_code = verdict.exit_code;
  std::printf(
      "%s",
      FinalLines(result.summary, one.run_directory, console_options.color, one.prefix).c_str());
  std::fflush(stdout);
  return result;
}

}  // namespace

absl::StatusOr<OneDrillResult> RunOneDrill(const OneDrill& one) {
  Masker own;
  Masker& masker = one.masker == nullptr ? own : *one.masker;
  absl::StatusOr<OneDrillResult> result = Run(one, masker);
  if (result.ok()) return result;
  // The files written before the error are masked all the same.
  MaskRunDirectory(one.run_directory, masker).IgnoreError();
  return absl::Status(result.status().code(), masker.Mask(result.status().message()));
}

}  // namespace drill
