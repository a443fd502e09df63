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
#include "harness/base/proto_duration.h"
#include "harness/base/status_macros.h"
#include "harness/command/closed_terminals.h"
#include "harness/command/commands.h"
#include "harness/command/complain.h"
#include "harness/command/new_drill.h"
#include "harness/command/out_directory.h"
#include "harness/command/resume_drill.h"
#include "harness/command/seeding.h"
#include "harness/command/stop_on_signal.h"
#include "harness/drill/drill_keeper.h"
#include "harness/drill/one_drill.h"
#include "harness/quarterly/asked_lead.h"
#include "harness/quarterly/draw_scenario.h"
#include "harness/quarterly/find_last_drill.h"
#include "harness/quarterly/kept_terminal.h"
#include "harness/quarterly/make_quarterly_part.h"
#include "harness/quarterly/prepared_quarterly.h"
#include "harness/quarterly/unattended_lead.h"
#include "harness/scenario/quarterly_loader.h"
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

// Lets a drill that somebody leads go on without its terminal; null where nobody leads it.
std::unique_ptr<KeptTerminal> MakeTerminal(const QuarterlyPlan& plan, bool unattended,
                                           const StopToken& stop) {
  if (unattended) return nullptr;
  KeptTerminalOptions options;
  options.away_limit = DurationOr(plan.away_limit(), options.away_limit);
  options.count_closed = CountClosedTerminals;
  options.stop = &stop;
  options.request_stop = StopBecause;
  return std::make_unique<KeptTerminal>(std::move(options), RealClock());
}

class QuarterlyCommand {
 public:
  QuarterlyCommand(const Options& options, const StopToken& stop, PreparedQuarterly prepared)
      : options_(options),
        stop_(stop),
        prepared_(std::move(prepared)),
        seed_(ChooseSeed()),
        unattended_(IsUnattended(options, prepared_.plan)),
        terminal_(MakeTerminal(prepared_.plan, unattended_, stop)) {
    choices_.drawn = DrawScenario(seed_, prepared_.plan.quarter(), prepared_.drills.size());
    choices_.blind = options.blind;
    choices_.each_step = options.step;
    choices_.unattended = unattended_;
  }

  // The exit code, which a terminal that has taken the drill up returns, too.
  int Run() {
    const int exit_code = Drill();
    std::fflush(nullptr);
    if (terminal_ != nullptr) terminal_->Finish(exit_code);
    return exit_code;
  }

 private:
  int Drill() {
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

  std::unique_ptr<Lead> MakeLead(const Masker& masker) {
    if (unattended_) return UnattendedLead(DelaysOf(prepared_.plan), RealClock(), &stop_);
    return AskedLead({options_.step, STDIN_FILENO, &stop_, &masker, terminal_.get()}, std::cout,
                     RealClock());
  }

  absl::StatusOr<OneDrillResult> RunWith(Seeding& seeding, DrillKeeper& keeper) {
    // The machine's name is seen on it, and a scenario's would tell the fault.
    ASSIGN_OR_RETURN(OneDrill one, NewDrill(drawn(), options_, seeding, stop_,
                                            absl::StrCat(prepared_.plan.stack(), "-quarterly")));
    QuarterlyPart part = MakeQuarterlyPart(prepared_, choices_);
    part.last = FindLastDrill(keeper, drawn().name());
    Masker masker;
    const std::unique_ptr<Lead> lead = MakeLead(masker);
    part.lead = lead.get();
    part.attendance = terminal_.get();
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
  const std::unique_ptr<KeptTerminal> terminal_;
  QuarterlyChoices choices_;
};

}  // namespace

int RunQuarterly(const Options& options, const StopToken& stop) {
  if (options.arguments.empty() == options.resume.empty()) {
    Complain(
        "'quarterly' takes a plan, or --resume with the run directory of a drill that was left");
    return kExitUsage;
  }
  if (!options.resume.empty()) return ResumeDrill(options, stop);
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
