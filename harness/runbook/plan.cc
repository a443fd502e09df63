#include "harness/runbook/plan.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/base/status_macros.h"
#include "harness/runbook/alternatives.h"
#include "harness/runbook/bound_values.h"
#include "harness/runbook/choices.h"
#include "harness/runbook/command_text.h"
#include "harness/runbook/editor.h"
#include "harness/runbook/entered_shells.h"
#include "harness/runbook/interactive.h"
#include "harness/runbook/left_out.h"
#include "harness/runbook/look.h"
#include "harness/runbook/manual_steps.h"
#include "harness/runbook/placeholder.h"
#include "harness/runbook/procedure.h"
#include "harness/runbook/pull.h"
#include "harness/runbook/shell_block.h"
#include "harness/runbook/stated_output.h"
#include "harness/runbook/table_procedure.h"

namespace drill {
namespace {

constexpr char kScenario[] = "the scenario";

class Planner {
 public:
  Planner(const Document& document, const Rollback& rollback, const PlanContext& context)
      : document_(document), rollback_(rollback), context_(context), shells_(rollback) {}

  Plan Make() {
    const absl::StatusOr<Procedure> procedure = FindSteps();
    if (!procedure.ok()) {
      plan_.problems.emplace_back(procedure.status().message());
      return std::move(plan_);
    }
    plan_.heading = procedure->heading.text;
    plan_.line = procedure->heading.line;
    ReadBlocks(*procedure);
    AddManualSteps(*procedure);
    if (rollback_.table_row().empty()) NoteLeftOut(*procedure);
    std::vector<AlternativeGroup> groups = FindAlternatives(document_, *procedure, blocks_);
    // All commands of a row stand on one line, by which no choice can tell them apart.
    if (!rollback_.table_row().empty()) {
      one_of_ = one_of_ || !groups.empty();
      groups.clear();
    }
    const ChosenParts chosen =
        ResolveChoices(document_.path, plan_.line, groups, blocks_, rollback_);
    plan_.problems.insert(plan_.problems.end(), chosen.problems.begin(), chosen.problems.end());
    plan_.deviations.insert(plan_.deviations.end(), chosen.deviations.begin(),
                            chosen.deviations.end());
    for (const ParsedBlock& block : blocks_)
      for (const Statement& one : block.shell.statements)
        if (!chosen.Drops(one.line)) anywhere_.insert(one.sets.begin(), one.sets.end());
    for (size_t i = 0; i < blocks_.size(); ++i) {
      for (const Statement& statement : blocks_[i].shell.statements)
        if (!chosen.Drops(statement.line)) AddStatement(statement, blocks_[i], static_cast<int>(i));
    }
    SortInManualSteps();
    CheckEverythingIsUsed();
    if (one_of_ && plan_.steps.size() > 1)
      Problem(plan_.line, "the row holds several commands, of which a person does one",
              "leave the others out by substitutions without a replacement");
    if (plan_.steps.empty() && plan_.problems.empty())
      Problem(plan_.line, absl::StrCat("nothing to run under \"", plan_.heading, "\""),
              "name the heading its shell blocks stand under");
    return std::move(plan_);
  }

 private:
  // A heading's blocks, or a row of a table.
  absl::StatusOr<Procedure> FindSteps() {
    int first_line = 1, last_line = document_.line_count;
    if (!rollback_.heading().empty()) {
      ASSIGN_OR_RETURN(Procedure procedure, FindProcedure(document_, rollback_.heading()));
      if (rollback_.table_row().empty()) return procedure;
      first_line = procedure.first_line;
      last_line = procedure.last_line;
    }
    ASSIGN_OR_RETURN(const TableProcedure row,
                     FindTableProcedure(document_, rollback_.table_row(), first_line, last_line));
    one_of_ = row.one_of;
    return AsProcedure(row);
  }

  void AddManualSteps(const Procedure& procedure) {
    ManualSteps found = FindManualSteps(document_, procedure, rollback_);
    plan_.problems.insert(plan_.problems.end(), found.problems.begin(), found.problems.end());
    plan_.deviations.insert(plan_.deviations.end(), found.deviations.begin(),
                            found.deviations.end());
    manual_ = std::move(found.steps);
  }

  // With what the document says to do and no step of the plan does.
  void NoteLeftOut(const Procedure& procedure) {
    for (const LeftOut& one : FindLeftOut(document_, procedure.first_line, procedure.last_line)) {
      const bool by_hand = std::any_of(manual_.begin(), manual_.end(),
                                       [&](const Step& step) { return step.line == one.line; });
      if (!by_hand) Note(one.line, one.what);
    }
  }

  void SortInManualSteps() {
    if (manual_.empty()) return;
    for (Step& step : manual_) {
      step.run_text = values_.FillIn(step.run_text, step.line);
      plan_.steps.push_back(std::move(step));
    }
    std::stable_sort(plan_.steps.begin(), plan_.steps.end(),
                     [](const Step& a, const Step& b) { return a.line < b.line; });
  }

  void ReadBlocks(const Procedure& procedure) {
    for (CodeBlock block : procedure.blocks) {
      if (block.kind == BlockKind::kUnclear) TakeTyped(block);
      if (!block.malformed.empty()) Problem(block.line, block.malformed);
      if (!block.runnable()) continue;
      absl::StatusOr<ShellBlock> shell = ParseShellBlock(block.text, block.first_line());
      if (!shell.ok()) {
        Fail(shell.status());
        continue;
      }
      if (!shell->syntax_error.empty())
        Problem(shell->syntax_error_line,
                absl::StrCat("no shell can read this: ", shell->syntax_error),
                "correct the document");
      blocks_.push_back({std::move(block), *std::move(shell)});
    }
  }

  // Of a console block without prompts, the lines that the scenario says are commands.
  void TakeTyped(CodeBlock& block) {
    std::vector<std::string> lines = absl::StrSplit(block.text, '\n');
    std::vector<std::string> open;
    bool taken = false;
    for (size_t i = 0; i < lines.size(); ++i) {
      const Typed* typed = TypedAt(lines[i]);
      if (typed == nullptr) {
        if (StartsWithCommand(lines[i]))
          open.push_back(absl::StrCat("line ", block.first_line() + i));
        lines[i].clear();
        continue;
      }
      taken = true;
      used_.insert(typed);
      plan_.deviations.push_back(
          {block.first_line() + static_cast<int>(i), typed->command(), typed->reason(), "typed"});
    }
    if (!taken)
      return Problem(block.line,
                     absl::StrCat("a console block without prompts: which of its lines are "
                                  "commands? ",
                                  absl::StrJoin(open, ", "), " may be"),
                     "put `$ ` before them in the document, or name each by `typed`");
    block.kind = BlockKind::kConsole;
    block.text = absl::StrJoin(lines, "\n");
  }

  const Typed* TypedAt(absl::string_view line) const {
    for (const Typed& one : rollback_.typed())
      if (!NormalCommand(line).empty() && NormalCommand(one.command()) == NormalCommand(line))
        return &one;
    return nullptr;
  }

  void AddStatement(const Statement& statement, const ParsedBlock& block, int index) {
    Step step;
    step.text = statement.text;
    step.line = statement.line;
    step.block = index;
    const Substitution* const found = SubstitutionOf(statement);
    if (found != nullptr) {
      plan_.deviations.push_back({statement.line, statement.text, found->reason(),
                                  found->replacement().empty() ? "skipped" : "substitution"});
      if (found->replacement().empty()) return;
      Replace(*found, step);
    } else {
      if (const std::string proposed = ProposedPull(statement, context_.has_mirror);
          !proposed.empty())
        Note(statement.line, proposed);
      step.run_text = FillInAll(statement, block, step);
      Describe(statement, step);
      if (!shells_.Mark(statement, &step, &plan_.deviations) && !Edits(statement, step))
        CheckCalls(statement);
      Learn(statement);
    }
    for (const Tolerance& tolerance : rollback_.tolerances()) {
      if (NormalCommand(tolerance.command()) != NormalCommand(statement.text)) continue;
      used_.insert(&tolerance);
      step.tolerated = true;
      plan_.deviations.push_back({statement.line, statement.text, tolerance.reason(), "tolerance"});
    }
    ExpectOutputs(statement, step);
    // What stands in the command's place need not print what the document says of the command.
    if (found == nullptr) ExpectStatedOutputs(statement, block.shell, step);
    if (!step.finds_nothing.empty() && !step.tolerated)
      Note(step.line, ProposedTolerance(step.text, step.finds_nothing));
    plan_.steps.push_back(std::move(step));
  }

  void ExpectOutputs(const Statement& statement, Step& step) {
    for (const ExpectedOutput& one : rollback_.expected_outputs()) {
      if (NormalCommand(one.command()) != NormalCommand(statement.text)) continue;
      used_.insert(&one);
      for (const std::string& pattern : one.matches())
        step.output_rules.push_back({pattern, false, absl::StrCat("/", pattern, "/"), kScenario});
      for (const std::string& pattern : one.lacks())
        step.output_rules.push_back({pattern, true, absl::StrCat("/", pattern, "/"), kScenario});
      plan_.deviations.push_back({statement.line, statement.text, one.reason(), "expected_output"});
    }
  }

  void ExpectStatedOutputs(const Statement& statement, const ShellBlock& shell, Step& step) {
    for (StatedOutput& stated : OutputsStated(statement, shell)) {
      if (stated.rules.empty() && step.output_rules.empty()) {
        Note(stated.line, absl::StrCat("what a person expects to see is not checked: ", stated.text,
                                       "; an `expected_outputs` can say it"));
      }
      std::move(stated.rules.begin(), stated.rules.end(), std::back_inserter(step.output_rules));
    }
  }

  // Gives the command an editor where it opens one.
  bool Edits(const Statement& statement, Step& step) {
    for (const Edit& one : rollback_.edits()) {
      if (NormalCommand(one.command()) != NormalCommand(statement.text)) continue;
      used_.insert(&one);
      const std::string sed = values_.FillIn(one.sed(), statement.line);
      step.run_text = absl::StrCat(EditorThatMakes(sed), "\n", step.run_text);
      ++step.added_lines;
      plan_.deviations.push_back(
          {statement.line, statement.text,
           absl::StrCat(sed.empty() ? "the text is saved as it is: "
                                    : absl::StrCat("the edit is `", one.sed(), "`: "),
                        one.reason()),
           "edit"});
      return true;
    }
    return false;
  }

  const Substitution* SubstitutionOf(const Statement& statement) {
    for (const Substitution& one : rollback_.substitutions()) {
      if (NormalCommand(one.command()) != NormalCommand(statement.text)) continue;
      used_.insert(&one);
      return &one;
    }
    return nullptr;
  }

  void Replace(const Substitution& substitution, Step& step) {
    step.run_text = substitution.replacement();
    absl::StatusOr<ShellBlock> shell = ParseShellBlock(step.run_text, step.line);
    if (!shell.ok()) return Fail(shell.status());
    if (!shell->syntax_error.empty())
      Problem(step.line, absl::StrCat("no shell can read the replacement: ", shell->syntax_error),
              "correct the scenario");
    step.compound = shell->statements.size() > 1;
    for (const Statement& statement : shell->statements) {
      Describe(statement, step);
      Learn(statement);
    }
  }

  void Describe(const Statement& statement, Step& step) {
    step.finds_nothing = ExitCodesOfNothing(statement, options_, context_.programs);
    options_.Note(statement);
    step.compound = step.compound || statement.compound;
    for (const ShellCall& call : statement.calls) {
      if (call.in_pipeline && !call.in_substitution)
        step.piped.emplace_back(call.line, call.words[0].source);
    }
  }

  void Learn(const Statement& statement) {
    known_.insert(statement.sets.begin(), statement.sets.end());
    sets_unknown_ = sets_unknown_ || statement.sets_unknown;
  }

  // The statement as a person would type it.
  std::string FillInAll(const Statement& statement, const ParsedBlock& block, Step& step) {
    std::vector<Placeholder> open =
        FindPlaceholders(statement, block.shell, block.block.text, context_.host_names);
    const std::string text = values_.FillIn(statement.text, statement.line);
    for (const Placeholder& placeholder : open) {
      if (values_.Binds(placeholder.text)) continue;
      if (placeholder.certain)
        Problem(placeholder.line, absl::StrCat("a person fills in ", placeholder.text),
                "give its value by a binding");
      else
        Note(placeholder.line, absl::StrCat(placeholder.text, " may be an example"));
    }
    return absl::StrCat(SetVariables(statement, step), text);
  }

  // Assignments of what the person's shell would have, before the first use.
  std::string SetVariables(const Statement& statement, Step& step) {
    std::string assignments;
    for (const Placeholder& variable : FindUnsetVariables(statement, known_, anywhere_)) {
      const std::string name = VariableOf(variable.text);
      if (known_.count(name) > 0) continue;
      if (const std::optional<std::string> bound = values_.Assignment(name, variable.line)) {
        absl::StrAppend(&assignments, *bound, "\n");
        ++step.added_lines;
        known_.insert(name);
      } else if (sets_unknown_) {
        Note(variable.line,
             absl::StrCat(variable.text, " may be set by what an earlier step sourced"));
      } else {
        Problem(variable.line, absl::StrCat("nothing sets ", variable.text),
                "give its value by a binding");
      }
    }
    return assignments;
  }

  void CheckCalls(const Statement& statement) {
    for (const ShellCall& call : statement.calls) {
      const std::optional<std::string> prose = NotACommand(call);
      const std::optional<std::string> person =
          prose ? prose : NeedsPerson(call, context_.programs);
      if (!person) continue;
      const bool edits = !prose && DecideCall(call, context_.programs).effect == OPENS_EDITOR;
      Problem(call.line, absl::StrCat("\"", statement.text, "\" ", *person),
              edits ? "say by `edits` what is done in it"
                    : "say by a substitution what is done in its place");
      return;
    }
  }

  void CheckEverythingIsUsed() {
    for (const std::string& placeholder : values_.Unused()) Unused("binding", placeholder);
    for (const Substitution& one : rollback_.substitutions())
      if (used_.count(&one) == 0) Unused("substitution", one.command());
    for (const std::string& command : shells_.Unused()) Unused("entrance", command);
    for (const Tolerance& one : rollback_.tolerances())
      if (used_.count(&one) == 0) Unused("tolerance", one.command());
    for (const ExpectedOutput& one : rollback_.expected_outputs())
      if (used_.count(&one) == 0) Unused("expected output of", one.command());
    for (const Edit& one : rollback_.edits())
      if (used_.count(&one) == 0) Unused("edit of", one.command());
    for (const Typed& one : rollback_.typed())
      if (used_.count(&one) == 0) Unused("typed line", one.command());
  }

  void Unused(absl::string_view kind, absl::string_view what) {
    Problem(plan_.line,
            absl::StrCat("the scenario's ", kind, " \"", what,
                         "\" matches nothing that is run under this heading"),
            "write it as the document does, or remove it");
  }

  void Problem(int line, absl::string_view what) {
    plan_.problems.push_back(absl::StrCat(document_.path, ":", line, ": ", what));
  }
  void Problem(int line, absl::string_view what, absl::string_view remedy) {
    plan_.problems.push_back(absl::StrCat(document_.path, ":", line, ": ", what, "; ", remedy));
  }
  void Fail(const absl::Status& status) {
    if (plan_.failure.ok()) plan_.failure = status;
  }
  void Note(int line, absl::string_view what) {
    plan_.notes.push_back(absl::StrCat(document_.path, ":", line, ": ", what));
  }

  const Document& document_;
  const Rollback& rollback_;
  const PlanContext& context_;
  EnteredShells shells_;
  Plan plan_;
  BoundValues values_{rollback_, &plan_};
  std::vector<ParsedBlock> blocks_;
  // Variables set so far.
  std::set<std::string> known_;
  // Variables that any step of the procedure sets.
  std::set<std::string> anywhere_;
  ShellOptions options_;
  bool sets_unknown_ = false;
  std::set<const void*> used_;
  // Of the document's own, those for a person's hands.
  std::vector<Step> manual_;
  // Whether the commands of the table's row are alternatives, of which one is run.
  bool one_of_ = false;
};

}  // namespace

Plan MakePlan(const Document& document, const Rollback& rollback, const PlanContext& context) {
  return Planner(document, rollback, context).Make();
}

const std::string& RollbackName(const Rollback& rollback) {
  return rollback.table_row().empty() ? rollback.heading() : rollback.table_row();
}

}  // namespace drill
