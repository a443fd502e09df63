// What a gate found, for people.
#ifndef REPORTS_GATE_H_
#define REPORTS_GATE_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "harness/journal/gate_report.pb.h"

namespace drill {

// For a terminal: whether the gate is open, a row a drill and a piece of evidence, what closes it
// first. Ends with a newline.
std::string GateText(const GateReport& report);

// The same as Markdown, for a job's summary: summary.md.
std::string GateMarkdown(const GateReport& report);

// GitHub takes so much from a step, and nothing of what is larger.
inline constexpr size_t kMostStepSummary = size_t{1} << 20;

// Whole lines of `markdown`, at most `most` bytes; where something was cut off, the last line says
// so.
std::string CutMarkdown(absl::string_view markdown, size_t most);

}  // namespace drill

#endif  // REPORTS_GATE_H_
