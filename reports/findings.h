// What drills found on lines of a runbook, for tools that show a finding beside the line: SARIF,
// GitHub's annotations, GitLab's code quality.
#ifndef REPORTS_FINDINGS_H_
#define REPORTS_FINDINGS_H_

#include <string>
#include <vector>

#include "harness/journal/gate_report.pb.h"
#include "harness/journal/summary.pb.h"

namespace drill {

enum class FindingLevel { kNote, kWarning, kError };

struct RunbookFinding {
  FindingLevel level = FindingLevel::kError;
  // One of FindingRules().
  std::string rule;
  // As the summary names the runbook. Empty: no file is known.
  std::string file;
  // 1-based. 0: it is about no line in particular.
  int line = 0;
  std::string message;
  std::string scenario;
  // What it is about, without its place: with rule, scenario and file it tells one finding from
  // another, also after lines were inserted above.
  std::string subject;
};

struct FindingRule {
  std::string id;
  std::string description;
};

// Every rule that there is, in the order in which they are declared to tools.
const std::vector<FindingRule>& FindingRules();

// Of one drill: commands that failed or were never run, deviations, decisions that are not as the
// document says, time targets that were missed, checks that found something, and why there is no
// verdict. Those of a known-bad drill that was found as expected are warnings, and so are all of
// them where `excused`.
std::vector<RunbookFinding> FindingsOf(const Summary& drill, bool excused = false);

// Of all drills of a gate, and what closes it besides, which lies in the gate file. Excused is what
// is known to fail, and what is only told.
std::vector<RunbookFinding> FindingsOf(const GateReport& report);

// One for each finding, none twice: a digest of what tells it from the others.
std::vector<std::string> FingerprintsOf(const std::vector<RunbookFinding>& findings);

}  // namespace drill

#endif  // REPORTS_FINDINGS_H_
