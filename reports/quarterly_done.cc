#include "reports/quarterly_done.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "reports/absences.h"
#include "reports/markdown_text.h"
#include "reports/text.h"

namespace drill {
namespace {

double Ms(int64_t microseconds) { return static_cast<double>(microseconds) / 1000; }

class Done {
 public:
  void Add(double at_ms, int line, std::string what, const std::string& result,
           const std::string& took) {
    const std::string number = line == 0 ? "" : absl::StrCat(line);
    rows_.emplace_back(at_ms, Row{HumanTime(at_ms), number, std::move(what), result, took});
  }

  std::string Text() {
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    MarkdownTable table({"at", "line", "what", "result", "took"});
    for (const auto& [at, row] : rows_) table.Row(row);
    return table.Text();
  }

 private:
  using Row = std::vector<std::string>;

  std::vector<std::pair<double, Row>> rows_;
};

// What a command or a step took, and how long of it nobody was at the terminal.
std::string Took(const SummaryQuarterly& quarterly, double start_ms, double took_ms) {
  const std::string away = AwayRemark(quarterly, start_ms, start_ms + took_ms);
  return absl::StrCat(HumanTime(took_ms), away.empty() ? "" : absl::StrCat("; ", away));
}

void AddDecision(const SummaryQuarterly& quarterly, Done& done) {
  if (!quarterly.has_decision()) return;
  const ProcedureChosen& chosen = quarterly.decision();
  done.Add(Ms(chosen.start_us()) + Ms(chosen.duration_us()), 0, "decision",
           chosen.refused() ? "nothing is rolled back" : MarkdownCell(chosen.heading()),
           Took(quarterly, Ms(chosen.start_us()), Ms(chosen.duration_us())));
}

// Of those that were run the command itself is told.
void AddSteps(const SummaryQuarterly& quarterly, Done& done) {
  for (const StepConfirmed& step : quarterly.steps()) {
    if (step.answer() == STEP_ANSWER_RUN) continue;
    const std::string fate = step.answer() == STEP_ANSWER_SKIP ? "**skipped**" : "**stopped here**";
    done.Add(Ms(step.start_us()), step.line(), MarkdownCode(step.text()),
             step.reason().empty() ? fate : absl::StrCat(fate, ": ", MarkdownCell(step.reason())),
             "");
  }
}

void AddAbsences(const SummaryQuarterly& quarterly, Done& done) {
  for (const Absence& absence : quarterly.absences())
    done.Add(Ms(absence.start_us()), 0, "**the terminal was closed**", AbsenceEnding(absence),
             HumanTime(Ms(absence.duration_us())));
}

}  // namespace

std::string DoneTable(const Summary& summary) {
  Done done;
  AddDecision(summary.quarterly(), done);
  AddSteps(summary.quarterly(), done);
  AddAbsences(summary.quarterly(), done);
  for (const SummaryCommand& command : summary.commands())
    if (!command.nested())
      done.Add(command.started_ms(), command.line(), MarkdownCode(command.text()),
               CommandFate(command),
               Took(summary.quarterly(), command.started_ms(), command.duration_ms()));
  for (const SummaryManualStep& step : summary.manual_steps())
    done.Add(step.started_ms(), step.line(), absl::StrCat("by hand: ", MarkdownCell(step.text())),
             step.refused()     ? "cannot be done"
             : step.by_person() ? "done, as a person says"
                                : "nobody was there",
             Took(summary.quarterly(), step.started_ms(), step.waited_ms()));
  for (const SummaryNoteTaken& note : summary.quarterly().notes())
    done.Add(note.at_ms(), 0, absl::StrCat("note: ", MarkdownCell(note.text())), "", "");
  return done.Text();
}

}  // namespace drill
