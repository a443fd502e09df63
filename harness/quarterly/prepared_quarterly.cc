#include "harness/quarterly/prepared_quarterly.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/field_checker.h"
#include "harness/base/problem.h"
#include "harness/base/status_macros.h"
#include "harness/runbook/checklist.h"
#include "harness/scenario/quarterly_loader.h"
#include "harness/scenario/scenario_loader.h"

namespace drill {
namespace {

class Preparation {
 public:
  Preparation(const std::string& root, const std::string& runbook, LoadedQuarterly loaded)
      : root_(root), runbook_(runbook), loaded_(std::move(loaded)) {}

  absl::StatusOr<PreparedQuarterly> Prepare() {
    prepared_.file = loaded_.file;
    prepared_.plan = loaded_.plan;
    for (int i = 0; i < loaded_.plan.scenarios_size(); ++i) RETURN_IF_ERROR(AddScenario(i));
    if (!prepared_.drills.empty()) FindItems(prepared_.drills.front());
    Finish();
    return std::move(prepared_);
  }

 private:
  absl::Status AddScenario(int index) {
    const std::string path = FieldPath("", "scenarios", index);
    const std::string& name = loaded_.plan.scenarios(index);
    // Its own problem says so.
    if (name.empty()) return absl::OkStatus();
    const absl::StatusOr<std::vector<std::string>> files = FindScenarios(root_, name);
    if (!files.ok()) {
      Tell(path, std::string(files.status().message()), "");
      return absl::OkStatus();
    }
    if (files->size() != 1) {
      Tell(path, absl::StrCat(path, " is a directory of ", files->size(), " scenarios: ", name),
           "name each of them");
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(PreparedDrill drill, PrepareDrill(root_, files->front(), runbook_));
    CheckScenario(path, drill);
    of_scenarios_.insert(of_scenarios_.end(), drill.problems.begin(), drill.problems.end());
    prepared_.drills.push_back(std::move(drill));
    return absl::OkStatus();
  }

  void CheckScenario(const std::string& path, const PreparedDrill& drill) {
    const std::string& stack = drill.scenario().stack();
    if (!stack.empty() && !loaded_.plan.stack().empty() && stack != loaded_.plan.stack())
      Tell(path, absl::StrCat(path, " is of the stack ", stack, ": ", drill.name()),
           absl::StrCat("name scenarios of ", loaded_.plan.stack(),
                        ", or make another plan for the other stack"));
    if (drill.scenario().has_known_bad())
      Tell(path, absl::StrCat(path, " is known bad: ", drill.name()),
           "name a scenario whose procedure is to work");
  }

  // The document is the same for all of them.
  void FindItems(const PreparedDrill& drill) {
    if (drill.document.path.empty()) return;
    for (int i = 0; i < loaded_.plan.checklist_heading_size(); ++i) {
      const std::string& heading = loaded_.plan.checklist_heading(i);
      if (heading.empty()) continue;
      const absl::StatusOr<std::vector<ChecklistItem>> items =
          FindChecklist(drill.document, heading);
      if (!items.ok()) {
        Tell(FieldPath("", "checklist_heading", i), std::string(items.status().message()), "");
        continue;
      }
      for (const ChecklistItem& item : *items) {
        ChecklistEntry& entry = prepared_.checklist.emplace_back();
        entry.set_heading(heading);
        entry.set_line(item.line);
        entry.set_text(item.text);
      }
    }
  }

  void Tell(const std::string& path, std::string message, std::string remedy) {
    loaded_.problems.push_back(
        loaded_.locations.ProblemAt(path, std::move(message), std::move(remedy)));
  }

  // Those of the plan first; what several scenarios share (their stack, the document) is told once.
  void Finish() {
    for (const Problem& problem : loaded_.problems)
      prepared_.problems.push_back(FormatProblem(problem));
    for (const std::string& problem : of_scenarios_) {
      const auto& told = prepared_.problems;
      if (std::find(told.begin(), told.end(), problem) == told.end())
        prepared_.problems.push_back(problem);
    }
    LimitProblems(&prepared_.problems);
  }

  const std::string& root_;
  const std::string& runbook_;
  LoadedQuarterly loaded_;
  std::vector<std::string> of_scenarios_;
  PreparedQuarterly prepared_;
};

}  // namespace

absl::StatusOr<PreparedQuarterly> PrepareQuarterly(const std::string& root, const std::string& file,
                                                   const std::string& runbook) {
  ASSIGN_OR_RETURN(LoadedQuarterly loaded, LoadQuarterly(file));
  return Preparation(root, runbook, std::move(loaded)).Prepare();
}

}  // namespace drill
