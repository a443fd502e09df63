#include "harness/journal/time_parts.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"

namespace drill {
namespace {

const SummaryPhase* FindPhase(const Summary& summary, const std::string& name) {
  for (const SummaryPhase& phase : summary.phases())
    if (phase.name() == name) return &phase;
  return nullptr;
}

void AddPhase(const Summary& summary, const std::string& phase, const std::string& name,
              TimeParts& parts) {
  const SummaryPhase* const found = FindPhase(summary, phase);
  if (found != nullptr && found->has_duration_ms())
    parts.parts.push_back({name, "", found->duration_ms()});
}

void AddCommands(const Summary& summary, TimeParts& parts) {
  std::map<int, int> of_line;
  for (const SummaryCommand& command : summary.commands()) {
    // Its time is part of that of the command that contains it.
    if (command.nested()) continue;
    const int number = ++of_line[command.line()];
    parts.parts.push_back({absl::StrCat("line-", command.line(),
                                        number > 1 ? absl::StrCat("-", number) : std::string()),
                           command.text(), command.duration_ms()});
  }
}

double WaitedByHand(const Summary& summary) {
  double waited = 0;
  for (const SummaryManualStep& step : summary.manual_steps()) waited += step.waited_ms();
  return waited;
}

// Since the drill began; nullopt where nothing was done.
std::optional<double> EndOfLastStep(const Summary& summary) {
  std::optional<double> end;
  const auto take = [&](double one) { end = std::max(end.value_or(one), one); };
  for (const SummaryCommand& command : summary.commands())
    take(command.started_ms() + command.duration_ms());
  for (const SummaryManualStep& step : summary.manual_steps())
    take(step.started_ms() + step.waited_ms());
  return end;
}

void AddRestart(const Summary& summary, TimeParts& parts) {
  const SummaryPhase* const procedure = FindPhase(summary, "procedure");
  const std::optional<double> end = EndOfLastStep(summary);
  if (procedure == nullptr || !end) return;
  double work = WaitedByHand(summary);
  for (const SummaryCommand& command : summary.commands())
    if (!command.nested()) work += command.duration_ms();
  const double took = *end - procedure->started_ms();
  parts.between_ms = std::max(took - work, 0.0);
  if (summary.recovery().has_time_ms())
    parts.parts.push_back({"restart", "", std::max(summary.recovery().time_ms() - took, 0.0)});
}

}  // namespace

TimeParts PartsOf(const Summary& summary) {
  TimeParts parts;
  if (summary.detection().has_after_ms())
    parts.parts.push_back({"detect", "", summary.detection().after_ms()});
  AddPhase(summary, "decision", "decide", parts);
  AddCommands(summary, parts);
  if (summary.manual_steps_size() > 0)
    parts.parts.push_back({"by-hand", "", WaitedByHand(summary)});
  AddRestart(summary, parts);
  AddPhase(summary, "verification", "verify", parts);
  if (summary.time().has_overhead_ms()) parts.around_ms = summary.time().overhead_ms();
  if (summary.time().has_total_ms()) parts.total_ms = summary.time().total_ms();
  const SummaryRecovery& recovery = summary.recovery();
  if (recovery.has_time_ms() && recovery.has_last_red_ms())
    parts.resolution_ms = recovery.time_ms() - recovery.last_red_ms();
  return parts;
}

}  // namespace drill
