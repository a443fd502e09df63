#include "harness/drill/detection_phase.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// From one look at all conditions to the next: a look may read a whole table, and must not slow
// down the users whose answers other conditions are about.
constexpr absl::Duration kInterval = absl::Milliseconds(500);
// Looks in a row at which a probe must be red: a single error is not what documents mean by "nobody
// can open a session", and error rates have a condition of their own.
constexpr int kRedInARow = 3;
// How much longer than the longest of the document's windows a condition is waited for.
constexpr absl::Duration kPatience = absl::Seconds(20);

bool Holds(const std::vector<std::string>& kinds, const std::string& kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

}  // namespace

absl::StatusOr<TriggerSight> DetectionPhase::LookAtProbes(const std::vector<Probe>& probes) {
  ASSIGN_OR_RETURN(const std::vector<ProofLook> looks, system_.LookOnce(probes));
  std::vector<std::string> seen;
  for (const ProofLook& look : looks) {
    int& in_a_row = red_in_a_row_[look.probe()];
    // What could not be looked at is no sight of anything.
    in_a_row = !look.green() && !look.not_seen() ? in_a_row + 1 : 0;
    if (in_a_row >= kRedInARow) return TriggerSight{true, look.seen()};
    seen.push_back(look.seen());
  }
  return TriggerSight{false, absl::StrJoin(seen, ", ")};
}

absl::StatusOr<TriggerSight> DetectionPhase::Look(const DocumentedTrigger& documented) {
  const Trigger& trigger = documented.trigger;
  if (!trigger.has_errors() && !trigger.has_slower()) return LookAtProbes(documented.probes);
  const absl::Duration watched = WatchedFor(trigger, spec_.incident.shortened);
  const std::vector<LoadWindow> windows =
      system_.LoadSince(std::max(fault_, clock_.Monotonic() - watched));
  return trigger.has_errors() ? SeeErrors(trigger.errors(), watched, windows)
                              : SeeSlower(trigger.slower(), watched, windows);
}

absl::Duration DetectionPhase::LongestWatch() const {
  absl::Duration longest;
  for (const DocumentedTrigger& one : spec_.incident.triggers)
    longest = std::max(longest, WatchedFor(one.trigger, spec_.incident.shortened));
  return longest;
}

bool DetectionPhase::Detect() {
  Detection detection;
  detection.set_fault_us(recorder_.SinceBegan(absl::ToInt64Microseconds(fault_)));
  detection.set_shortened(spec_.incident.shortened);
  const absl::Duration end = clock_.Monotonic() + LongestWatch() + kPatience;
  while (!detection.detected()) {
    detection.clear_not_seen();
    for (const DocumentedTrigger& one : spec_.incident.triggers) {
      const absl::StatusOr<TriggerSight> sight = Look(one);
      if (!recorder_.Must(sight.status())) return false;
      if (sight->seen) {
        detection.set_detected(true);
        detection.set_quote(one.trigger.quote());
        detection.set_line(one.line);
        detection.set_seen(sight->text);
        issue_ = one.trigger.issue();
        break;
      }
      detection.add_not_seen(absl::StrCat(one.trigger.quote(), " ", sight->text));
    }
    if (detection.detected() || clock_.Monotonic() >= end) break;
    clock_.Sleep(kInterval);
    if (stop_.stopped()) return recorder_.Must(absl::CancelledError("stopped by the user"));
  }
  Event event;
  *event.mutable_detection() = std::move(detection);
  recorder_.Record(std::move(event));
  return true;
}

std::vector<std::string> DetectionPhase::Differences(const DecisionRow* row) const {
  if (row == nullptr) return {"the decision table has no row for what was detected"};
  if (spec_.incident.kinds.empty())
    return {absl::StrCat("the stack does not say what ", spec_.incident.procedure, " rolls back")};
  std::vector<std::string> differences;
  const std::string cell = absl::StrCat(" for \"", row->issue, "\"");
  for (const std::string& kind : row->asked)
    if (!Holds(spec_.incident.kinds, kind))
      differences.push_back(absl::StrCat("the table asks for ", kind, cell, ", and ",
                                         spec_.incident.procedure, " rolls back ",
                                         absl::StrJoin(spec_.incident.kinds, ", ")));
  for (const std::string& kind : spec_.incident.kinds)
    if (!Holds(row->asked, kind) && !Holds(row->left_open, kind))
      differences.push_back(absl::StrCat("the table says No to ", kind, cell, ", and ",
                                         spec_.incident.procedure, " rolls it back"));
  return differences;
}

const DecisionRow* DetectionPhase::Row() const {
  const std::string& issue = spec_.incident.issue.empty() ? issue_ : spec_.incident.issue;
  return FindDecision(spec_.incident.decisions, issue);
}

bool DetectionPhase::Decide() {
  const DecisionRow* const row = Row();
  const std::string question =
      row == nullptr ? absl::StrCat("Decide: is ", spec_.incident.procedure, " what is to be done?")
                     : absl::StrCat("Decide: \"", row->issue, "\" (line ", row->line, ": ",
                                    absl::StrJoin(row->cells, ", "), "). Is ",
                                    spec_.incident.procedure, " what is to be done?");
  const absl::StatusOr<PersonsAnswer> answer =
      system_.AwaitDecision(question, spec_.incident.given);
  if (!recorder_.Must(answer.status())) return false;
  RecordDecision(answer->by_person, spec_.incident.given);
  if (!answer->refused) return true;
  return recorder_.End(OUTCOME_INCONCLUSIVE, "who led the drill decided against the rollback");
}

void DetectionPhase::RecordDecision(bool by_person, absl::Duration given) {
  const DecisionRow* const row = Row();
  Event event;
  DecisionMade& decision = *event.mutable_decision();
  if (row != nullptr) {
    decision.set_issue(row->issue);
    decision.set_line(row->line);
    *decision.mutable_cells() = {row->cells.begin(), row->cells.end()};
    *decision.mutable_asked() = {row->asked.begin(), row->asked.end()};
    *decision.mutable_left_open() = {row->left_open.begin(), row->left_open.end()};
  }
  *decision.mutable_procedure() = {spec_.incident.kinds.begin(), spec_.incident.kinds.end()};
  const std::vector<std::string> differences = Differences(row);
  *decision.mutable_differences() = {differences.begin(), differences.end()};
  decision.set_by_person(by_person);
  decision.set_given_us(absl::ToInt64Microseconds(given));
  recorder_.Record(std::move(event));
}

}  // namespace drill
