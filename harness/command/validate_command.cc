#include <cstdio>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "harness/base/clock.h"
#include "harness/base/debian_suite.h"
#include "harness/base/file.h"
#include "harness/command/complain.h"
#include "harness/command/gate_scenarios.h"
#include "harness/command/reading_commands.h"
#include "harness/command/stack_argument.h"
#include "harness/drill/prepared_drill.h"
#include "harness/gate/gate_catalogue.h"
#include "harness/gate/gate_loader.h"
#include "harness/gate/gate_plan.h"
#include "harness/gate/utc_day.h"
#include "harness/quarterly/prepared_quarterly.h"
#include "harness/runbook/document.h"
#include "harness/scenario/scenario_loader.h"
#include "harness/stack/package_lists.h"
#include "harness/stack/stack_loader.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

// "1 image", "2 images", "2 steps of preparation".
std::string Count(int number, absl::string_view what) {
  const std::pair<absl::string_view, absl::string_view> words =
      absl::StrSplit(what, absl::MaxSplits(' ', 1));
  return absl::StrCat(number, " ", words.first, number == 1 ? "" : "s",
                      words.second.empty() ? "" : " ", words.second);
}

class Validation {
 public:
  explicit Validation(const std::string& runbook) : runbook_(runbook) {}

  void CheckStack(const std::string& directory) {
    const absl::StatusOr<LoadedStack> stack = LoadStack(directory);
    if (!stack.ok()) return Refuse(stack.status());
    const bool usable_before = std::exchange(usable_, true);
    for (const Problem& problem : stack->problems) Refuse(FormatProblem(problem));
    CheckPackages(*stack);
    if (stack->locations.complete()) CheckRunbook(*stack);
    if (usable_) {
      std::printf("%s: usable; %s, %s, %s\n", stack->name.c_str(),
                  Count(stack->stack.images_size(), "image").c_str(),
                  Count(stack->stack.releases_size(), "release").c_str(),
                  Count(stack->stack.prepare_size(), "step of preparation").c_str());
    }
    usable_ = usable_ && usable_before;
  }

  void CheckScenario(const std::string& file) {
    const absl::StatusOr<PreparedDrill> drill = PrepareDrill(Root(), file, runbook_);
    if (!drill.ok()) return Refuse(drill.status());
    const bool usable_before = std::exchange(usable_, true);
    for (const std::string& problem : drill->problems) Refuse(problem);
    CheckPackages(drill->loaded.stack);
    if (usable_) Tell(*drill);
    usable_ = usable_ && usable_before;
  }

  void CheckQuarterly(const std::string& file) {
    const absl::StatusOr<PreparedQuarterly> plan = PrepareQuarterly(Root(), file, runbook_);
    if (!plan.ok()) return Refuse(plan.status());
    for (const std::string& problem : plan->problems) Refuse(problem);
    if (!plan->problems.empty()) return;
    std::printf("%s: usable; %s, %s\n", file.c_str(),
                Count(plan->plan.scenarios_size(), "scenario").c_str(),
                Count(static_cast<int>(plan->checklist.size()), "item of the checklist").c_str());
  }

  void CheckGate(const std::string& file) {
    std::vector<std::string> problems;
    GateScenarios scenarios = GateScenarios::Find(Root(), &problems);
    const GateCatalogue catalogue = scenarios.Catalogue();
    const absl::StatusOr<LoadedGate> gate = LoadGate(file, catalogue, DayOf(RealClock().Wall()));
    if (!gate.ok()) return Refuse(gate.status());
    if (gate->problems.empty()) {
      const GateReport planned = PlanGate(*gate, catalogue);
      problems = scenarios.ProblemsOf(planned);
      if (problems.empty()) {
        std::printf("%s: usable; %s, %s of evidence\n", file.c_str(),
                    Count(planned.results_size(), "drill").c_str(),
                    Count(planned.evidence_size(), "piece").c_str());
      }
    }
    // Where the gate itself is wrong, a scenario that it names may be one that cannot be read.
    LimitProblems(&problems);
    for (const std::string& problem : problems) Refuse(problem);
    for (const Problem& problem : gate->problems) Refuse(FormatProblem(problem));
  }

  void Refuse(const std::string& problem) {
    Complain(problem);
    usable_ = false;
  }
  void Refuse(const absl::Status& status) {
    Refuse(std::string(status.message()));
    // A machine error takes precedence over a problem in a file.
    if (ExitCodeOfReading(status) == kExitMachineError) exit_code_ = kExitMachineError;
  }

  int exit_code() const { return usable_ ? 0 : exit_code_; }

 private:
  static void Tell(const PreparedDrill& drill) {
    const int commands = static_cast<int>(drill.plan.steps.size());
    const int deviations = static_cast<int>(drill.plan.deviations.size());
    std::printf("%s: usable; %s, %s from the document\n", drill.name().c_str(),
                Count(commands, "command").c_str(), Count(deviations, "deviation").c_str());
    for (const PlanDeviation& deviation : drill.plan.deviations) {
      std::printf("  %s:%d: %s: %s (%s)\n", drill.runbook_file.c_str(), deviation.line,
                  deviation.kind.c_str(), deviation.text.c_str(), deviation.reason.c_str());
    }
    for (const std::string& note : drill.plan.notes) std::printf("  %s\n", note.c_str());
  }

  void CheckRunbook(const LoadedStack& stack) {
    const std::string& own = stack.stack.runbook();
    const std::string file =
        runbook_.empty()
            ? (fs::path(stack.directory) / (own.empty() ? "ROLLBACK.md" : own)).string()
            : runbook_;
    const absl::StatusOr<std::string> text = ReadInputFile(file);
    // A missing document of the stack itself was reported with the stack's problems.
    if (!text.ok() && runbook_.empty()) return;
    if (!text.ok()) return Refuse(text.status());
    const absl::StatusOr<Document> document = ParseDocument(file, *text);
    if (!document.ok()) Refuse(document.status());
  }

  // Packages that Debian does not have, each stack's once.
  void CheckPackages(const LoadedStack& stack) {
    if (stack.directory.empty() || !looked_at_.insert(stack.file).second) return;
    if (!packages_.has_value()) packages_ = PackagesOf(kDebianSuite);
    if (!packages_->ok()) {
      std::fprintf(stderr, "not looked at: Debian packages, %s\n",
                   std::string(packages_->status().message()).c_str());
    } else if (!(*packages_)->has_value()) {
      if (looked_at_.size() > 1) return;
      std::printf(
          "not looked at: Debian packages; this machine has no package lists of %s (a name that "
          "does not exist is told when the machine is made)\n",
          kDebianSuite);
    } else {
      std::vector<Problem> problems;
      ValidatePackages(stack.in_order_of_file, ***packages_, stack.locations, &problems);
      for (const Problem& problem : problems) Refuse(FormatProblem(problem));
    }
  }

  const std::string& runbook_;
  bool usable_ = true;
  int exit_code_ = kExitUnusable;
  std::set<std::string> looked_at_;
  std::optional<absl::StatusOr<std::optional<std::set<std::string>>>> packages_;
};

// A directory is none; what cannot be read is told by whoever reads it.
bool IsGateFile(const std::string& argument) {
  std::error_code ignored;
  if (!fs::is_regular_file(argument, ignored)) return false;
  const absl::StatusOr<std::string> text = ReadInputFile(argument);
  return text.ok() && IsGate(*text);
}

}  // namespace

int ValidateFiles(const Options& options) {
  Validation validation(options.drill.runbook);
  for (const std::string& argument : options.arguments) {
    if (const std::optional<std::string> stack = StackDirectory(argument)) {
      validation.CheckStack(*stack);
      continue;
    }
    if (fs::path(argument).filename() == "quarterly.textproto") {
      validation.CheckQuarterly(argument);
      continue;
    }
    if (IsGateFile(argument)) {
      validation.CheckGate(argument);
      continue;
    }
    const absl::StatusOr<std::vector<std::string>> files = FindScenarios(Root(), argument);
    if (!files.ok()) {
      validation.Refuse(files.status());
      continue;
    }
    for (const std::string& file : *files) validation.CheckScenario(file);
  }
  return validation.exit_code();
}

}  // namespace drill
