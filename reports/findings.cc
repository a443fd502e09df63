#include "reports/findings.h"

#include <map>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "harness/base/enum_text.h"
#include "harness/base/hash.h"
#include "harness/base/regex.h"
#include "re2/re2.h"
#include "reports/text.h"

namespace drill {
namespace {

constexpr size_t kMessage = 1000;
constexpr char kProcedure[] = "procedure";

// The runbook's line in the source of a target or a check; 0 where it names none.
int LineIn(const std::string& source) {
  // "line 19 of the stack's own runbook" is of another file.
  if (absl::StrContains(source, "the stack's own runbook")) return 0;
  static const RE2& pattern = *new RE2(R"((?:\bline |\.md:)(\d+))");
  const std::optional<RegexMatch> match = FindRegex(pattern, source);
  int line = 0;
  if (!match.has_value() || !absl::SimpleAtoi(match->str(1), &line)) return 0;
  return line;
}

bool Failed(const SummaryCommand& command) {
  if (command.tolerated() || command.found_nothing()) return false;
  return command.exit_code() != 0 || command.signal() != 0 || command.timed_out();
}

// The findings of one drill, in the order in which a reader asks for them.
class DrillFindings {
 public:
  DrillFindings(const Summary& drill, bool excused)
      : drill_(drill),
        worst_(excused || drill.as_expected() ? FindingLevel::kWarning : FindingLevel::kError) {}

  std::vector<RunbookFinding> Find() {
    Undecided();
    Commands();
    Checks();
    Targets();
    Decision();
    Deviations();
    return std::move(findings_);
  }

 private:
  void Add(FindingLevel level, const std::string& rule, int line, const std::string& subject,
           const std::string& message) {
    RunbookFinding finding;
    finding.level = level;
    finding.rule = rule;
    finding.file = drill_.runbook();
    finding.line = line;
    finding.subject = subject;
    finding.scenario = drill_.scenario();
    finding.message = absl::StrCat(drill_.scenario(), ": ", ShortLine(message, kMessage));
    findings_.push_back(std::move(finding));
  }

  // Where the procedure begins; 0 where it never did.
  int FirstLine() const { return drill_.commands_size() > 0 ? drill_.commands(0).line() : 0; }

  // Why nothing is known: of the drill as a whole, whatever its procedure did.
  void Undecided() {
    if (drill_.outcome() == OUTCOME_PASSED || drill_.outcome() == OUTCOME_FAILED) return;
    const std::string why =
        drill_.reasons_size() > 0 ? drill_.reasons(0) : EnumText(drill_.outcome());
    const char* rule = drill_.outcome() == OUTCOME_INCONCLUSIVE ? "inconclusive" : "no-verdict";
    Add(worst_, rule, FirstLine(), EnumText(drill_.outcome()),
        absl::StrCat(EnumText(drill_.outcome()), ": ", why));
  }

  void Commands() {
    for (const SummaryCommand& command : drill_.commands()) {
      if (!Failed(command)) continue;
      command_failed_ = true;
      const std::string words =
          command.last_words_size() > 0
              ? absl::StrCat(": ", command.last_words(command.last_words_size() - 1))
              : "";
      Add(worst_, "command-failed", command.line(), command.text(),
          absl::StrCat("`", command.text(), "`: ", CommandFate(command), words));
    }
    for (const SummaryUnreached& command : drill_.unreached())
      Add(FindingLevel::kNote, "command-never-run", command.line(), command.text(),
          absl::StrCat("`", command.text(), "` was never run"));
  }

  void Checks() {
    for (const SummaryCheck& check : drill_.checks()) {
      if (check.passed() || check.skipped() || check.undecided()) continue;
      // The command itself is told.
      if (check.name() == kProcedure && command_failed_) continue;
      const std::string name = absl::StrCat(EnumText(check.phase()), "/", check.name());
      const int line = LineIn(check.source());
      Add(worst_, "check-failed", line > 0 ? line : FirstLine(), name,
          absl::StrCat(name, ": expected ", check.expected(), ", found ", check.actual()));
    }
  }

  void Targets() {
    // Of a drill that failed the time is not judged.
    if (drill_.outcome() != OUTCOME_PASSED) return;
    for (const SummaryTarget& target : drill_.targets()) {
      if (!target.has_measured_ms() || target.met()) continue;
      const int line = LineIn(target.source());
      Add(worst_, "time-target", line > 0 ? line : FirstLine(), target.name(),
          absl::StrCat("time target ", target.name(), ": ", HumanTime(target.measured_ms()),
                       ", allowed are ", HumanTime(target.limit_ms())));
    }
  }

  void Decision() {
    for (const std::string& difference : drill_.decision().differences())
      Add(FindingLevel::kWarning, "decision", drill_.decision().line(), difference, difference);
  }

  void Deviations() {
    for (const SummaryDeviation& deviation : drill_.deviations())
      Add(FindingLevel::kNote, "deviation", deviation.line(),
          absl::StrCat(deviation.kind(), " ", deviation.text()),
          absl::StrCat("not as written (", deviation.kind(), "): `", deviation.text(),
                       "`: ", deviation.reason()));
  }

  const Summary& drill_;
  const FindingLevel worst_;
  bool command_failed_ = false;
  std::vector<RunbookFinding> findings_;
};

// What closes a gate and is on no line of a runbook.
RunbookFinding GateFinding(const GateReport& report, const std::string& rule,
                           const std::string& subject, const std::string& reason) {
  RunbookFinding finding;
  finding.rule = rule;
  finding.file = report.gate_file();
  finding.subject = subject;
  finding.message = absl::StrCat(subject, ": ", ShortLine(reason, kMessage));
  return finding;
}

}  // namespace

const std::vector<FindingRule>& FindingRules() {
  static const auto& rules = *new std::vector<FindingRule>{
      {"command-failed", "A documented command failed when it was run as written."},
      {"command-never-run", "A documented command was never run: the procedure stopped before it."},
      {"check-failed",
       "After the procedure something is not as the release and the document promise."},
      {"time-target", "The procedure takes longer than its documented time target."},
      {"decision", "What the decision table asks for is not what was drilled."},
      {"deviation", "The document cannot be run as it is written here."},
      {"inconclusive", "The drill cannot tell whether the procedure works."},
      {"no-verdict", "The drill could not be run to its end, or not at all."},
      {"gate-not-run", "A drill that the gate requires was not run."},
      {"gate-evidence", "The gate wants fresher or better evidence than there is."},
      {"gate-requirement", "A drill did not end as the gate requires."},
  };
  return rules;
}

std::vector<RunbookFinding> FindingsOf(const Summary& drill, bool excused) {
  return DrillFindings(drill, excused).Find();
}

std::vector<RunbookFinding> FindingsOf(const GateReport& report) {
  std::vector<RunbookFinding> findings;
  for (const GateResult& result : report.results()) {
    const bool excused = result.state() == GATE_STATE_KNOWN || result.state() == GATE_STATE_TOLD;
    bool told = false;
    if (result.has_summary()) {
      for (RunbookFinding& finding : FindingsOf(result.summary(), excused)) {
        told = told || finding.level == FindingLevel::kError;
        findings.push_back(std::move(finding));
      }
    }
    // What closes the gate is told once, on the runbook's lines where it is on one.
    if (result.state() != GATE_STATE_BAD || told) continue;
    const char* rule = result.has_summary() ? "gate-requirement" : "gate-not-run";
    findings.push_back(GateFinding(report, rule, result.scenario(), result.reason()));
  }
  for (const GateEvidence& evidence : report.evidence()) {
    if (evidence.state() == GATE_STATE_BAD)
      findings.push_back(GateFinding(report, "gate-evidence", evidence.what(), evidence.reason()));
  }
  return findings;
}

std::vector<std::string> FingerprintsOf(const std::vector<RunbookFinding>& findings) {
  std::map<std::string, int> seen;
  std::vector<std::string> fingerprints;
  for (const RunbookFinding& finding : findings) {
    // No part of it can hold the separator.
    const std::string key = absl::StrCat(finding.rule, "\n", finding.scenario, "\n", finding.file,
                                         "\n", Sha256(finding.subject));
    fingerprints.push_back(Sha256(absl::StrCat(key, "\n", seen[key]++)));
  }
  return fingerprints;
}

}  // namespace drill
