#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <iostream>
#include <memory>
#include <random>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "harness/base/clock.h"
#include "harness/base/mask.h"
#include "harness/base/status_macros.h"
#include "harness/command/commands.h"
#include "harness/command/complain.h"
#include "harness/command/new_drill.h"
#include "harness/command/out_directory.h"
#include "harness/command/seeding.h"
#include "harness/drill/drill_keeper.h"
#include "harness/drill/one_drill.h"
#include "harness/quarterly/asked_lead.h"
#include "harness/quarterly/draw_scenario.h"
#include "harness/quarterly/find_last_drill.h"
#include "harness/quarterly/make_quarterly_part.h"
#include "harness/quarterly/prepared_quarterly.h"
#include "harness/quarterly/resume_quarterly.h"
#include "harness/quarterly/unattended_lead.h"
#include "harness/scenario/quarterly_loader.h"
#include "reports/console.h"
#include "reports/run_directory.h"

namespace drill {
namespace {

// Nobody leads: as asked for, or where the plan says what passes in a person's place, nothing asks
// for a person, and there is none.
bool IsUnattended(const Options& options, const QuarterlyPlan& plan) {
  if (options.unattended) return true;
  return plan.has_unattended() && !options.drill.led && !options.step && isatty(STDIN_FILENO) != 1;
}

bool SomebodyIsThere(const Options& options) {
  return options.drill.led || options.step || isatty(STDIN_FILENO) == 1;
}

std::unique_ptr<Lead> MakeLead(const Options& options, bool unattended, const LeadDelays& delays,
                               const Masker& masker, const StopToken& stop) {
  if (unattended) return UnattendedLead(delays, RealClock(), &stop);
  return AskedLead({options.step, STDIN_FILENO, &stop, &masker}, std::cout, RealClock());
}

class QuarterlyCommand {
 public:
  QuarterlyCommand(const Options& options, const StopToken& stop, PreparedQuarterly prepared)
      : options_(options),
        stop_(stop),
        prepared_(std::move(prepared)),
        seed_(ChooseSeed()),
        unattended_(IsUnattended(options, prepared_.plan)) {
    choices_.drawn = DrawScenario(seed_, prepared_.plan.quarter(), prepared_.drills.size());
    choices_.blind = options.blind;
    choices_.each_step = options.step;
    choices_.unattended = unattended_;
  }

  int Run() {
    if (!unattended_ && !SomebodyIsThere(options_)) {
      Complain(
          "nobody is at a terminal to lead the drill; run it at one, with --led where the answers "
          "come from elsewhere, or with --unattended");
      return kExitUsage;
    }
    // That it cannot be written is not to be found out after the drill.
    const absl::StatusOr<std::unique_ptr<DrillKeeper>> keeper =
        DrillKeeper::Open(HistoryPlace(options_.history));
    if (!keeper.ok()) {
      Complain(keeper.status().message());
      return kExitUnusable;
    }
    Seeding seeding(stop_);
    if (const absl::Status ready = seeding.EnsureBoth(drawn()); !ready.ok()) {
      Complain(ready.message());
      return ExitCodeOfSeeding(ready);
    }
    const absl::StatusOr<OneDrillResult> result = RunWith(seeding, **keeper);
    if (!result.ok()) Complain(result.status().message());
    if (!result.ok()) return kExitMachineError;
    if (const absl::Status written = WriteBazelResult({result->summary}); !written.ok()) {
      Complain(written.message());
      return kExitMachineError;
    }
    return result->exit_code;
  }

 private:
  const PreparedDrill& drawn() const { return prepared_.drills[choices_.drawn]; }

  uint64_t ChooseSeed() const {
    if (options_.seed.has_value()) return *options_.seed;
    return prepared_.plan.seed() != 0 ? prepared_.plan.seed() : std::random_device()();
  }

  std::string CommandLine() const {
    std::string line = absl::StrCat("tools/drill quarterly ", prepared_.file, " --seed ", seed_);
    if (!options_.drill.runbook.empty())
      absl::StrAppend(&line, " --runbook ", options_.drill.runbook);
    if (options_.blind) absl::StrAppend(&line, " --blind");
    if (options_.step) absl::StrAppend(&line, " --step");
    if (unattended_) absl::StrAppend(&line, " --unattended");
    return line;
  }

  absl::StatusOr<OneDrillResult> RunWith(Seeding& seeding, DrillKeeper& keeper) {
    // The machine's name is seen on it, and a scenario's would tell the fault.
    ASSIGN_OR_RETURN(OneDrill one, NewDrill(drawn(), options_, seeding, stop_,
                                            absl::StrCat(prepared_.plan.stack(), "-quarterly")));
    QuarterlyPart part = MakeQuarterlyPart(prepared_, choices_);
    part.last = FindLastDrill(keeper, drawn().name());
    Masker masker;
    const std::unique_ptr<Lead> lead =
        MakeLead(options_, unattended_, DelaysOf(prepared_.plan), masker, stop_);
    part.lead = lead.get();
    one.quarterly = &part;
    one.masker = &masker;
    one.run_directory =
        OutDirectory(options_.out, absl::StrCat("quarterly-", prepared_.plan.quarter()));
    one.random_seed = seed_;
    one.command_line = CommandLine();
    ASSIGN_OR_RETURN(OneDrillResult result, RunOneDrill(one));
    std::printf("  quarterly %s/quarterly.md\n", one.run_directory.c_str());
    if (const absl::Status kept = keeper.Keep(result.summary, one.run_directory); !kept.ok()) {
      Complain(kept.message());
      result.exit_code = kExitMachineError;
    }
    return result;
  }

  const Options& options_;
  const StopToken& stop_;
  const PreparedQuarterly prepared_;
  const uint64_t seed_;
  const bool unattended_;
  QuarterlyChoices choices_;
};

int Resume(const Options& options, const StopToken& stop) {
  const Masker masker;
  if (!options.unattended && isatty(STDIN_FILENO) != 1 && !options.drill.led) {
    Complain(
        "nobody is at a terminal to answer; add --led where the answers come from elsewhere, "
        "or --unattended");
    return kExitUsage;
  }
  const std::unique_ptr<Lead> lead =
      MakeLead(options, options.unattended, LeadDelays(), masker, stop);
  const absl::StatusOr<Summary> summary =
      ResumeQuarterly(options.resume, *lead, RealClock(), masker);
  if (!summary.ok()) {
    Complain(summary.status().message());
    return absl::IsNotFound(summary.status()) || absl::IsInvalidArgument(summary.status())
               ? kExitUnusable
               : kExitMachineError;
  }
  std::printf("%s  quarterly %s/quarterly.md\n",
              FinalLines(*summary, options.resume, DetectConsole(stdout).color).c_str(),
              options.resume.c_str());
  return summary->exit_code();
}

}  // namespace

int RunQuarterly(const Options& options, const StopToken& stop) {
  if (options.arguments.empty() == options.resume.empty()) {
    Complain(
        "'quarterly' takes a plan, or --resume with the run directory of a drill that was left");
    return kExitUsage;
  }
  if (!options.resume.empty()) return Resume(options, stop);
  if (const absl::Status usable = CheckOut(options.out); !usable.ok()) {
    Complain(usable.message());
    return kExitUsage;
  }
  const absl::StatusOr<std::string> file = FindQuarterly(Root(), options.arguments.front());
  if (!file.ok()) {
    Complain(file.status().message());
    return kExitUnusable;
  }
  absl::StatusOr<PreparedQuarterly> prepared =
      PrepareQuarterly(Root(), *file, options.drill.runbook);
  if (!prepared.ok()) {
    Complain(prepared.status().message());
    return ExitCodeOfReading(prepared.status());
  }
  for (const std::string& problem : prepared->problems) Complain(problem);
  if (!prepared->problems.empty()) return kExitUnusable;
  return QuarterlyCommand(options, stop, *std::move(prepared)).Run();
}

}  // namespace drill
