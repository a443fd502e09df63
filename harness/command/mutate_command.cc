#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/file.h"
#include "harness/base/mask.h"
#include "harness/base/name_as_directory.h"
#include "harness/base/plural.h"
#include "harness/base/printable.h"
#include "harness/base/status_macros.h"
#include "harness/command/commands.h"
#include "harness/command/complain.h"
#include "harness/command/host_memory.h"
#include "harness/command/host_room.h"
#include "harness/command/mutation_resume.h"
#include "harness/command/mutation_run.h"
#include "harness/command/new_drill.h"
#include "harness/command/out_directory.h"
#include "harness/command/prepare_all.h"
#include "harness/command/seeding.h"
#include "harness/drill/identity.h"
#include "harness/drill/inputs_digest.h"
#include "harness/drill/one_drill.h"
#include "harness/drill/prepared_drill.h"
#include "harness/drill/worst_exit_code.h"
#include "harness/journal/judge_mutant.h"
#include "harness/runbook/mutation.h"
#include "harness/runbook/plan.h"
#include "reports/mutation.h"
#include "reports/mutation_overview.h"

namespace drill {
namespace {

void Print(const std::string& text) {
  std::printf("%s", Printable(text).c_str());
  std::fflush(stdout);
}

// The mutants of a procedure that the options ask for; or why there are none, and the exit code of
// a run that has no others.
struct ChosenMutants {
  Mutations mutations;
  std::string none;
  int exit_code = 0;
};

// Errors: those of reading the procedure's commands.
absl::StatusOr<ChosenMutants> ChooseMutants(const PreparedDrill& drill, const Options& options) {
  ChosenMutants chosen;
  if (drill.scenario().has_known_bad()) {
    chosen.none = absl::StrCat(drill.name(),
                               " drills a procedure that is known not to work: its mutants fail as "
                               "it does, and nothing can be learnt from them");
    chosen.exit_code = kExitUnusable;
    return chosen;
  }
  ASSIGN_OR_RETURN(chosen.mutations, MakeMutants(drill.plan, drill.programs));
  const size_t total = chosen.mutations.mutants.size();
  KeepMutants(options.kinds, options.only, &chosen.mutations);
  if (chosen.mutations.mutants.empty()) {
    chosen.none = absl::StrCat(drill.name(), " has ", total,
                               " mutants, and none of those that are asked for; --list shows them");
    chosen.exit_code = kExitUsage;
  }
  return chosen;
}

class MutationCommand {
 public:
  MutationCommand(const Options& options, const StopToken& stop)
      : options_(options), stop_(stop), seeding_(stop) {}

  // Returns 0 when each of the drills has mutants to run. Of several, those without any are left
  // out, and told.
  int Choose(std::vector<PreparedDrill> drills) {
    const bool single = drills.size() == 1;
    int code = kExitUsage;
    drills_.reserve(drills.size());
    for (PreparedDrill& drill : drills) {
      absl::StatusOr<ChosenMutants> chosen = ChooseMutants(drill, options_);
      if (!chosen.ok()) {
        Complain(chosen.status().message());
        return ExitCodeOfReading(chosen.status());
      }
      if (!chosen->none.empty()) {
        Complain(absl::StrCat(single ? "" : "left out: ", chosen->none));
        code = chosen->exit_code;
        continue;
      }
      drills_.push_back(std::move(drill));
      Add(drills_.back(), std::move(chosen->mutations));
    }
    return drills_.empty() ? code : 0;
  }

  int List() const {
    for (const MutatedProcedure& one : procedures_) {
      if (Several()) Print(absl::StrCat(one.report.scenario(), "\n"));
      Print(Masker().Mask(MutantsList(one.report)));
    }
    return 0;
  }

  int Run() {
    if (const absl::Status ready = seeding_.EnsureAll(drills_); !ready.ok()) {
      Complain(ready.message());
      return ExitCodeOfSeeding(ready);
    }
    std::vector<int64_t> hosts;
    for (const PreparedDrill& drill : drills_) hosts.push_back(HostMemory(drill.stack()));
    TellTooManyAtOnce(hosts, options_.jobs);
    out_ =
        !options_.resume.empty()
            ? options_.resume
            : OutDirectory(options_.out,
                           absl::StrCat(Several() ? "" : absl::StrCat(drills_.front().name(), "-"),
                                        "mutants"));
    if (!options_.resume.empty()) {
      if (const absl::Status resumed = Resume(); !resumed.ok()) {
        Complain(resumed.message());
        return kExitUnusable;
      }
    }
    RunMutations(
        options_.jobs, stop_,
        [this](size_t procedure, const MutationDrill& one) { return RunOne(procedure, one); },
        [this](size_t procedure) { WriteSoFar(procedure); }, procedures_);
    return Tell();
  }

 private:
  bool Several() const { return drills_.size() > 1; }

  void Add(const PreparedDrill& drill, Mutations mutations) {
    MutatedProcedure one{std::move(mutations), MutationReport()};
    one.report = ReportOf(one.mutations);
    one.report.set_scenario(drill.name());
    one.report.set_heading(RollbackName(drill.scenario().rollback()));
    one.report.set_runbook(drill.runbook_file);
    // The same for all drills of a procedure: they differ in the mistake alone.
    one.report.set_seed(RandomSeed(options_, drill.scenario()));
    one.report.set_command_line(CommandLine(drill, one.report.seed(), options_.only));
    total_ += one.report.mutants_size();
    procedures_.push_back(std::move(one));
  }

  std::string CommandLine(const PreparedDrill& drill, uint64_t seed, int only) const {
    std::string line =
        absl::StrCat("tools/drill mutate ", drill.loaded.scenario.file, " --seed ", seed);
    if (only != 0) absl::StrAppend(&line, " --only ", only);
    if (only == 0 && !options_.kinds.empty())
      absl::StrAppend(&line, " --kinds ", absl::StrJoin(options_.kinds, ","));
    if (!options_.drill.runbook.empty())
      absl::StrAppend(&line, " --runbook ", options_.drill.runbook);
    return line;
  }

  // Takes over what an earlier run has drilled.
  absl::Status Resume() {
    int found = 0, taken = 0;
    for (size_t i = 0; i < procedures_.size(); ++i) {
      MutationReport& report = procedures_[i].report;
      const absl::StatusOr<MutationReport> earlier = ReadMutationReport(DirectoryOf(report));
      if (absl::IsNotFound(earlier.status())) continue;
      RETURN_IF_ERROR(earlier.status());
      ++found;
      ASSIGN_OR_RETURN(
          const std::string digest,
          InputsDigest(drills_[i], seeding_.seed(drills_[i])->manifest.key(), ProgramDigest()));
      if (ProcedurePassed(*earlier) && earlier->procedure().inputs_sha256() != digest)
        Print(absl::StrCat(report.scenario(), ": changed since, and drilled anew\n"));
      taken += TakeOver(*earlier, digest, &report);
    }
    if (found == 0) {
      return absl::NotFoundError(
          absl::StrCat("--resume ", out_,
                       " holds no earlier run of what is asked for; name the "
                       "directory that `mutate` wrote, and the same scenarios"));
    }
    Print(absl::StrCat(Counted(taken, "mutant"), " of ", total_, " drilled before\n"));
    return absl::OkStatus();
  }

  // Keeps what is known already: a run takes hours, and can be taken up again from its reports.
  void WriteSoFar(size_t procedure) {
    std::vector<MutationReport> reports;
    for (const MutatedProcedure& one : procedures_) {
      reports.push_back(one.report);
      masker_.MaskMessage(&reports.back());
    }
    Write(reports[procedure]);
    if (Several()) WriteOverview(reports);
  }

  bool WriteOverview(const std::vector<MutationReport>& reports) const {
    const absl::Status written = WriteMutationOverview(reports, out_);
    if (!written.ok()) Complain(written.message());
    return written.ok();
  }

  // Writes a masked report into its directory; complains and returns false where it cannot.
  bool Write(const MutationReport& report) const {
    const std::string directory = DirectoryOf(report);
    absl::Status written = MakeDirectories(directory);
    if (written.ok()) written = WriteMutationReports(report, directory);
    if (!written.ok()) Complain(written.message());
    return written.ok();
  }

  // Where the reports of a procedure's mutants lie.
  std::string DirectoryOf(const MutationReport& report) const {
    return Several() ? absl::StrCat(out_, "/", NameAsDirectory(report.scenario())) : out_;
  }

  absl::StatusOr<Summary> RunOne(size_t procedure, const MutationDrill& one) {
    const PreparedDrill& drill = drills_[procedure];
    const MutationReport& report = procedures_[procedure].report;
    const std::optional<HostRoom::Share> share = room_.Await(HostMemory(drill.stack()), stop_);
    if (!share) return absl::CancelledError("stopped by the user");
    ASSIGN_OR_RETURN(OneDrill next, NewDrill(drill, options_, seeding_, stop_));
    next.run_directory = absl::StrCat(DirectoryOf(report), "/", one.directory);
    // What a run that was taken up left of a drill that it did not end.
    if (!options_.resume.empty()) RETURN_IF_ERROR(RemoveAll(next.run_directory));
    next.random_seed = report.seed();
    next.masker = &masker_;
    if (options_.jobs > 1 && Several()) next.prefix = absl::StrCat(drill.name(), " | ");
    if (one.mutant != nullptr) MakeMutant(drill, one, next);
    ASSIGN_OR_RETURN(OneDrillResult result, RunOneDrill(next));
    return std::move(result.summary);
  }

  // Makes `next` the drill of the mutated procedure, and prints which mutant it is.
  void MakeMutant(const PreparedDrill& drill, const MutationDrill& one, OneDrill& next) const {
    const std::string sentence = MutantSentence(*one.result);
    next.plan = &one.mutant->plan;
    next.description = absl::StrCat("The procedure with a mistake in it: ", sentence);
    next.command_line = CommandLine(drill, next.random_seed, one.mutant->number);
    const std::string whose = Several() ? absl::StrCat(drill.name(), ", ") : "";
    if (options_.jobs > 1 && total_ > 1)
      next.prefix = absl::StrCat(whose, "mutant ", one.mutant->number, " | ");
    Print(absl::StrCat("\n", whose, masker_.Mask(sentence), " (", total_, " in all)\n"));
  }

  // Prints and writes what came of it. Returns the exit code of all of them.
  int Tell() {
    std::vector<MutationReport> reports;
    std::vector<int> codes;
    for (MutatedProcedure& one : procedures_) {
      masker_.MaskMessage(&one.report);
      if (!TellOne(one.report)) return kExitMachineError;
      reports.push_back(one.report);
      codes.push_back(MutationExitCode(one.report, options_.require_all_killed));
    }
    if (!Several()) return codes.front();
    Print(absl::StrCat("\n", MutationOverview(reports)));
    if (!WriteOverview(reports)) return kExitMachineError;
    Print(absl::StrCat("  reports   ", out_, "/mutations.md\n"));
    return WorstExitCode(codes);
  }

  bool TellOne(const MutationReport& report) {
    Print(absl::StrCat("\n", Several() ? absl::StrCat(report.scenario(), "\n") : "",
                       MutationTable(report)));
    if (!Write(report)) return false;
    Print(absl::StrCat("  report    ", DirectoryOf(report), "/mutation.md\n"));
    return true;
  }

  const Options& options_;
  const StopToken& stop_;
  Seeding seeding_;
  HostRoom room_{MemoryForHosts()};
  // The procedure with the same index is that of the drill.
  std::vector<PreparedDrill> drills_;
  std::vector<MutatedProcedure> procedures_;
  std::string out_;
  // Mutants of all procedures.
  int total_ = 0;
  // One masker for all drills: a secret that one of them learned is masked in the common report
  // too.
  Masker masker_;
};

}  // namespace

int MutateProcedure(const Options& options, const StopToken& stop) {
  if (const absl::Status usable = CheckOut(options.out); !usable.ok()) {
    Complain(usable.message());
    return kExitUsage;
  }
  int unusable = 0;
  std::vector<PreparedDrill> drills = PrepareAll(options, &unusable);
  if (drills.empty()) return unusable;
  if (drills.size() > 1 && options.only != 0) {
    Complain("--only names a mutant of one scenario; name that scenario, too");
    return kExitUsage;
  }
  MutationCommand command(options, stop);
  if (const int code = command.Choose(std::move(drills)); code != 0) return code;
  return options.list ? command.List() : command.Run();
}

}  // namespace drill
