#include <cstdint>
#include <cstdio>
#include <mutex>
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
#include "harness/base/printable.h"
#include "harness/base/status_macros.h"
#include "harness/command/commands.h"
#include "harness/command/host_memory.h"
#include "harness/command/host_room.h"
#include "harness/command/mutation_run.h"
#include "harness/command/new_drill.h"
#include "harness/command/out_directory.h"
#include "harness/command/prepare_all.h"
#include "harness/command/seeding.h"
#include "harness/drill/machine_facts.h"
#include "harness/drill/one_drill.h"
#include "harness/drill/prepared_drill.h"
#include "harness/journal/judge_mutant.h"
#include "harness/runbook/mutation.h"
#include "harness/runbook/plan.h"
#include "reports/mutation.h"

namespace drill {
namespace {

void Print(const std::string& text) {
  std::printf("%s", Printable(text).c_str());
  std::fflush(stdout);
}

// Selects the mutants that the options ask for. Returns 0; kExitUsage when there is none such,
// kExitUnusable when the scenario is known bad, otherwise the exit code of MakeMutants()'s error.
int ChooseMutants(const PreparedDrill& drill, const Options& options, Mutations& mutations) {
  if (drill.scenario().has_known_bad()) {
    Complain(absl::StrCat(drill.name(),
                          " drills a procedure that is known not to work: its mutants fail as it "
                          "does, and nothing can be learnt from them"));
    return kExitUnusable;
  }
  absl::StatusOr<Mutations> all = MakeMutants(drill.plan, drill.programs);
  if (!all.ok()) {
    Complain(all.status().message());
    return ExitCodeOfReading(all.status());
  }
  mutations = *std::move(all);
  const size_t total = mutations.mutants.size();
  KeepMutants(options.kinds, options.only, &mutations);
  if (!mutations.mutants.empty()) return 0;
  Complain(absl::StrCat(drill.name(), " has ", total,
                        " mutants, and none of those that are asked for; --list shows them"));
  return kExitUsage;
}

class MutationCommand {
 public:
  MutationCommand(const PreparedDrill& drill, const Options& options, const StopToken& stop,
                  Seeding& seeding)
      : drill_(drill),
        options_(options),
        stop_(stop),
        seeding_(seeding),
        out_(OutDirectory(options.out, absl::StrCat(drill.name(), "-mutants"))),
        random_seed_(RandomSeed(options, drill.scenario())) {}

  int Run(const Mutations& mutations) {
    MutationReport report = ReportOf(mutations);
    total_ = report.mutants_size();
    report.set_scenario(drill_.name());
    report.set_heading(RollbackName(drill_.scenario().rollback()));
    report.set_runbook(drill_.runbook_file);
    report.set_seed(random_seed_);
    report.set_command_line(CommandLine(options_.only));
    RunMutations(
        mutations, options_.jobs, stop_, [this](const MutationDrill& one) { return RunOne(one); },
        report);
    masker_.MaskMessage(&report);
    Print(absl::StrCat("\n", MutationTable(report)));
    absl::Status written = MakeDirectories(out_);
    if (written.ok()) written = WriteMutationReports(report, out_);
    if (!written.ok()) {
      Complain(written.message());
      return kExitMachineError;
    }
    Print(absl::StrCat("  report    ", out_, "/mutation.md\n"));
    return MutationExitCode(report, options_.require_all_killed);
  }

 private:
  std::string CommandLine(int only) const {
    std::string line =
        absl::StrCat("tools/drill mutate ", drill_.loaded.scenario.file, " --seed ", random_seed_);
    if (only != 0) absl::StrAppend(&line, " --only ", only);
    if (only == 0 && !options_.kinds.empty())
      absl::StrAppend(&line, " --kinds ", absl::StrJoin(options_.kinds, ","));
    if (!options_.drill.runbook.empty())
      absl::StrAppend(&line, " --runbook ", options_.drill.runbook);
    return line;
  }

  absl::StatusOr<Summary> RunOne(const MutationDrill& one) {
    const std::optional<HostRoom::Share> share = room_.Await(HostMemory(drill_.stack()), stop_);
    if (!share) return absl::CancelledError("stopped by the user");
    ASSIGN_OR_RETURN(OneDrill next, NewDrill(drill_, options_, seeding_, stop_));
    next.run_directory = absl::StrCat(out_, "/", one.directory);
    next.random_seed = random_seed_;
    next.masker = &masker_;
    if (one.mutant != nullptr) MakeMutant(one, next);
    ASSIGN_OR_RETURN(OneDrillResult result, RunOneDrill(next));
    return std::move(result.summary);
  }

  // Makes `next` the drill of the mutated procedure, and prints which mutant it is.
  void MakeMutant(const MutationDrill& one, OneDrill& next) const {
    const std::string sentence = MutantSentence(*one.result);
    next.plan = &one.mutant->plan;
    next.description = absl::StrCat("The procedure with a mistake in it: ", sentence);
    next.command_line = CommandLine(one.mutant->number);
    if (options_.jobs > 1 && total_ > 1)
      next.prefix = absl::StrCat("mutant ", one.mutant->number, " | ");
    Print(absl::StrCat("\n", masker_.Mask(sentence), " (", total_, " in all)\n"));
  }

  const PreparedDrill& drill_;
  const Options& options_;
  const StopToken& stop_;
  Seeding& seeding_;
  const std::string out_;
  // The same for all of them: they differ in the mistake alone.
  const uint64_t random_seed_;
  HostRoom room_{MemoryForHosts(ReadMachine().memory_bytes())};
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
  const std::vector<PreparedDrill> drills = PrepareAll(options, &unusable);
  if (drills.empty()) return unusable;
  if (drills.size() > 1) {
    Complain(absl::StrCat("'mutate' takes one scenario; ", options.arguments.front(), " holds ",
                          drills.size()));
    return kExitUsage;
  }
  Mutations mutations;
  if (const int code = ChooseMutants(drills.front(), options, mutations); code != 0) return code;
  if (options.list) {
    Print(Masker().Mask(MutantsList(ReportOf(mutations))));
    return 0;
  }
  Seeding seeding(stop);
  if (const absl::Status ready = seeding.EnsureAll(drills); !ready.ok()) {
    Complain(ready.message());
    return ExitCodeOfSeeding(ready);
  }
  return MutationCommand(drills.front(), options, stop, seeding).Run(mutations);
}

}  // namespace drill
