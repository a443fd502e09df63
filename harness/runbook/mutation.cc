#include "harness/runbook/mutation.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "harness/base/enum_text.h"
#include "harness/base/status_macros.h"
#include "harness/runbook/look.h"
#include "harness/runbook/shell_blocks.h"

namespace drill {
namespace {

// A step's text as it is run, and what a shell reads in it.
struct ReadStep {
  // Assignments that a person's shell would have, each with its line end.
  std::string preset;
  int preset_lines = 0;
  std::string body;
  std::vector<Statement> statements;
  bool only_looks = false;
};

// `true` or `:` and nothing else: any mistake in it is none.
bool IsNothing(absl::string_view body) {
  while (absl::ConsumeSuffix(&body, "\n") || absl::ConsumeSuffix(&body, " ") ||
         absl::ConsumeSuffix(&body, ";")) {
  }
  return body == "true" || body == ":";
}

ReadStep SplitPreset(const Step& step) {
  ReadStep read;
  size_t begin = 0;
  for (; read.preset_lines < step.added_lines; ++read.preset_lines)
    begin = step.run_text.find('\n', begin) + 1;
  read.preset = step.run_text.substr(0, begin);
  read.body = step.run_text.substr(begin);
  return read;
}

void Prepend(const ReadStep& preset, Step& step) {
  step.run_text = absl::StrCat(preset.preset, step.run_text);
  step.added_lines += preset.preset_lines;
}

void SetBody(absl::string_view body, Step& step) {
  step.run_text = std::string(body);
  step.added_lines = 0;
}

// The step, with `true` for all that is run.
Step Nothing(const Step& step) {
  Step nothing;
  nothing.text = step.text;
  nothing.run_text = "true";
  nothing.line = step.line;
  nothing.block = step.block;
  return nothing;
}

class Mutator {
 public:
  Mutator(const Plan& plan, const ProgramTable& programs) : plan_(plan), programs_(programs) {}

  absl::StatusOr<Mutations> Make() {
    RETURN_IF_ERROR(Read());
    for (size_t i = 0; i < steps_.size(); ++i) {
      Drop(i);
      ReplaceCalls(i);
      if (i + 1 < steps_.size()) Swap(i);
    }
    return std::move(mutations_);
  }

 private:
  absl::Status Read() {
    std::vector<ShellText> texts;
    for (const Step& step : plan_.steps) {
      steps_.push_back(SplitPreset(step));
      texts.push_back({steps_.back().body, step.line});
    }
    ASSIGN_OR_RETURN(std::vector<ShellBlock> blocks, ParseShellBlocks(texts));
    for (size_t i = 0; i < steps_.size(); ++i) {
      steps_[i].statements = std::move(blocks[i].statements);
      const std::vector<Statement>& all = steps_[i].statements;
      steps_[i].only_looks = !plan_.steps[i].enters && !all.empty() &&
                             std::all_of(all.begin(), all.end(), [&](const Statement& one) {
                               return OnlyLooks(one, programs_);
                             });
    }
    return absl::OkStatus();
  }

  void Drop(size_t i) {
    if (IsNothing(steps_[i].body))
      return LeaveOut(MUTANT_KIND_DROPPED, i, "it does nothing as it is run");
    Plan plan = plan_;
    if (plan.steps.size() == 1) {
      // A procedure without any command counts as failed: replace the only command by `true`
      // instead.
      plan.steps[i] = Nothing(plan_.steps[i]);
    } else {
      plan.steps.erase(plan.steps.begin() + static_cast<long>(i));
      if (i < plan.steps.size()) Prepend(steps_[i], plan.steps[i]);
    }
    Add(MUTANT_KIND_DROPPED, i, "it is left out", std::move(plan)).only_looks =
        steps_[i].only_looks;
  }

  void Swap(size_t i) {
    const Step &first = plan_.steps[i], &second = plan_.steps[i + 1];
    if (steps_[i].body == steps_[i + 1].body)
      return LeaveOut(MUTANT_KIND_SWAPPED, i, "the next one is the same command");
    if (IsNothing(steps_[i].body) || IsNothing(steps_[i + 1].body))
      return LeaveOut(MUTANT_KIND_SWAPPED, i, "one of the two does nothing as it is run");
    if (steps_[i].only_looks && steps_[i + 1].only_looks)
      return LeaveOut(MUTANT_KIND_SWAPPED, i, "it and the next one only look");
    Plan plan = plan_;
    std::swap(plan.steps[i], plan.steps[i + 1]);
    // `exit` ends the block in which it is typed.
    plan.steps[i].block = first.block;
    plan.steps[i + 1].block = second.block;
    SetBody(steps_[i + 1].body, plan.steps[i]);
    SetBody(steps_[i].body, plan.steps[i + 1]);
    Prepend(steps_[i + 1], plan.steps[i]);
    Prepend(steps_[i], plan.steps[i]);
    // A shell that is entered does not have the values of the one before it.
    if (second.enters) Prepend(steps_[i], plan.steps[i + 1]);
    if (first.enters && i + 2 < plan.steps.size()) Prepend(steps_[i + 1], plan.steps[i + 2]);
    Mutant& mutant = Add(MUTANT_KIND_SWAPPED, i,
                         absl::StrCat("it stands behind line ", second.line), std::move(plan));
    mutant.other_line = second.line;
    mutant.other_text = second.text;
  }

  void ReplaceCalls(size_t i) {
    if (plan_.steps[i].enters)
      return LeaveOut(MUTANT_KIND_TRUE, i, "what does not enter a shell is as if dropped");
    if (steps_[i].only_looks)
      return LeaveOut(MUTANT_KIND_TRUE, i, "it only looks, as a whole and in each part");
    bool any = false;
    for (const Statement& statement : steps_[i].statements) {
      for (const ShellCall& call : statement.calls) {
        any = true;
        ReplaceCall(i, statement, call);
      }
    }
    if (!any) LeaveOut(MUTANT_KIND_TRUE, i, "no program is called in it");
  }

  void ReplaceCall(size_t i, const Statement& statement, const ShellCall& call) {
    const std::string text =
        steps_[i].body.substr(call.words.front().range.begin,
                              call.words.back().range.end - call.words.front().range.begin);
    const std::string name = call.words[0].literal.value_or("");
    if (name == "true" || name == ":") return;
    if (IsAsIfDropped(i, statement, call)) {
      mutations_.equal.push_back({MUTANT_KIND_TRUE, call.line, text, "the same as dropped"});
      return;
    }
    Plan plan = plan_;
    Step& step = plan.steps[i];
    const TextRange& range = call.words[0].range;
    std::string body = steps_[i].body;
    body.replace(range.begin, range.end - range.begin, "true");
    SetBody(body, step);
    Prepend(steps_[i], step);
    const std::pair<int, std::string> piped(call.line, call.words[0].source);
    const auto found = std::find(step.piped.begin(), step.piped.end(), piped);
    if (found != step.piped.end()) found->second = "true";
    Mutant& mutant =
        Add(MUTANT_KIND_TRUE, i, absl::StrCat("`true` in place of `", text, "`"), std::move(plan));
    mutant.line = call.line;
    mutant.text = text;
  }

  // The statement is this one simple command, and its exit code, 0, is all that stays of it.
  bool IsAsIfDropped(size_t i, const Statement& statement, const ShellCall& call) const {
    if (steps_[i].statements.size() > 1 || statement.compound || statement.writes_file ||
        call.in_pipeline || call.in_substitution || absl::StartsWith(statement.text, "!"))
      return false;
    // A failure before it, which the procedure went on after, would be seen instead.
    if (i + 1 < steps_.size() && absl::StrContains(steps_[i + 1].body, "$?")) return false;
    return std::all_of(statement.calls.begin(), statement.calls.end(), [&](const ShellCall& other) {
      if (&other == &call) return true;
      Statement alone;
      alone.calls = {other};
      return OnlyLooks(alone, programs_);
    });
  }

  Mutant& Add(MutantKind kind, size_t i, absl::string_view what, Plan plan) {
    Mutant mutant;
    mutant.number = static_cast<int>(mutations_.mutants.size()) + 1;
    mutant.kind = kind;
    mutant.line = plan_.steps[i].line;
    mutant.text = plan_.steps[i].text;
    mutant.plan = std::move(plan);
    mutant.plan.deviations.push_back(
        {mutant.line, mutant.text, absl::StrCat("mutant ", mutant.number, ": ", what), "mutant"});
    return mutations_.mutants.emplace_back(std::move(mutant));
  }

  void LeaveOut(MutantKind kind, size_t i, absl::string_view reason) {
    mutations_.equal.push_back(
        {kind, plan_.steps[i].line, plan_.steps[i].text, std::string(reason)});
  }

  const Plan& plan_;
  const ProgramTable& programs_;
  std::vector<ReadStep> steps_;
  Mutations mutations_;
};

}  // namespace

absl::StatusOr<Mutations> MakeMutants(const Plan& plan, const ProgramTable& programs) {
  return Mutator(plan, programs).Make();
}

void KeepMutants(const std::vector<std::string>& kinds, int only, Mutations* mutations) {
  const auto wanted = [&](MutantKind kind) {
    return kinds.empty() || std::find(kinds.begin(), kinds.end(), EnumText(kind)) != kinds.end();
  };
  auto& mutants = mutations->mutants;
  mutants.erase(std::remove_if(mutants.begin(), mutants.end(),
                               [&](const Mutant& mutant) {
                                 return !wanted(mutant.kind) ||
                                        (only != 0 && mutant.number != only);
                               }),
                mutants.end());
  auto& equal = mutations->equal;
  equal.erase(std::remove_if(equal.begin(), equal.end(),
                             [&](const EqualMutant& one) { return !wanted(one.kind); }),
              equal.end());
}

}  // namespace drill
