#include "reports/quarterly_done.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
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

void AddDecision(const SummaryQuarterly& quarterly, Done& done) {
  if (!quarterly.has_decision()) return;
  const ProcedureChosen& chosen = quarterly.decision();
  done.Add(Ms(chosen.start_us()) + Ms(chosen.duration_us()), 0, "decision",
           chosen.refused() ? "nothing is rolled back" : MarkdownCell(chosen.heading()),
           HumanTime(Ms(chosen.duration_us())));
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

}  // namespace

std::string DoneTable(const Summary& summary) {
  Done done;
  AddDecision(summary.quarterly(), done);
  AddSteps(summary.quarterly(), done);
  for (const SummaryCommand& command : summary.commands())
    if (!command.nested())
      done.Add(command.started_ms(), command.line(), MarkdownCode(command.text()),
               CommandFate(command), HumanTime(command.duration_ms()));
  for (const SummaryManualStep& step : summary.manual_steps())
    done.Add(step.started_ms(), step.line(), absl::StrCat("by hand: ", MarkdownCell(step.text())),
             step.refused()     ? "cannot be done"
             : step.by_person() ? "done, as a person says"
                                : "nobody was there",
             HumanTime(step.waited_ms()));
  for (const SummaryNoteTaken& note : summary.quarterly().notes())
    done.Add(note.at_ms(), 0, absl::StrCat("note: ", MarkdownCell(note.text())), "", "");
  return done.Text();
}

}  // namespace drill
