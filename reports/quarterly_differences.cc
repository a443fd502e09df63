#include "reports/quarterly_differences.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "harness/base/enum_text.h"
#include "harness/base/plural.h"
#include "harness/journal/last_drill.h"
#include "reports/text.h"

namespace drill {
namespace {

using Lines = std::vector<std::string>;

constexpr size_t kText = 120;

std::string Time(bool measured, double milliseconds) {
  return measured ? HumanTime(milliseconds) : "not measured";
}

// What one of the two has and the other has not, each once, in the order it is had.
template <typename Texts>
Lines Missing(const Texts& in, const Texts& from) {
  std::set<std::string> there(from.begin(), from.end());
  Lines missing;
  for (const std::string& text : in)
    if (there.insert(text).second) missing.push_back(text);
  return missing;
}

template <typename Texts>
void Compare(absl::string_view what, const Texts& then, const Texts& now, Lines& lines) {
  for (const std::string& text : Missing(now, then))
    lines.push_back(absl::StrCat(what, " now and not then: ", ShortLine(text, kText)));
  for (const std::string& text : Missing(then, now))
    lines.push_back(absl::StrCat(what, " then and not now: ", ShortLine(text, kText)));
}

std::string Ending(Outcome outcome, bool over_target) {
  return absl::StrCat(EnumText(outcome), over_target ? ", over a time target" : "");
}

void CompareEnds(const LastDrill& then, const LastDrill& now, Lines& lines) {
  const std::string before = Ending(then.outcome(), then.over_target());
  const std::string after = Ending(now.outcome(), now.over_target());
  lines.push_back(before == after ? absl::StrCat("ended as then: ", after)
                                  : absl::StrCat("ended: then ", before, "; now ", after));
  if (then.procedure_id() != now.procedure_id())
    lines.push_back(
        absl::StrCat("procedure: then ", then.procedure_id(), "; now ", now.procedure_id()));
}

void CompareTimes(const LastDrill& then, const LastDrill& now, Lines& lines) {
  const auto add = [&lines](absl::string_view what, const std::string& before,
                            const std::string& after) {
    lines.push_back(absl::StrCat(what, ": then ", before, "; now ", after));
  };
  add("recovery", Time(then.has_recovery_ms(), then.recovery_ms()),
      Time(now.has_recovery_ms(), now.recovery_ms()));
  add("decision", Time(then.has_decision_ms(), then.decision_ms()),
      Time(now.has_decision_ms(), now.decision_ms()));
  add("documented commands", Time(then.has_commands_ms(), then.commands_ms()),
      Time(now.has_commands_ms(), now.commands_ms()));
  if (then.has_away_ms() || now.has_away_ms())
    add("terminal closed, which these times may hold", HumanTime(then.away_ms()),
        HumanTime(now.away_ms()));
  const auto lost = [](const LastDrill& drill) {
    return drill.has_rows_lost() ? Counted(drill.rows_lost(), "write") : "not looked for";
  };
  if (lost(then) != lost(now)) add("lost", lost(then), lost(now));
}

void CompareSources(const LastDrill& then, const LastDrill& now, Lines& lines) {
  for (const Source& source : now.sources())
    for (const Source& before : then.sources())
      if (before.what() == source.what() && before.sha256() != source.sha256())
        lines.push_back(absl::StrCat("the ", source.what(), " has changed since: ", source.file()));
}

}  // namespace

std::string LastDrillSentence(const LastDrill& last) {
  if (!last.why_none().empty()) return last.why_none();
  return absl::StrCat(last.quarter().empty() ? "not a quarterly drill" : last.quarter(), ", begun ",
                      last.started_at(),
                      last.run_directory().empty() ? "" : absl::StrCat(", ", last.run_directory()));
}

std::vector<std::string> DifferencesFromLast(const Summary& summary) {
  if (!summary.quarterly().has_last() || !summary.quarterly().last().why_none().empty()) return {};
  const LastDrill& then = summary.quarterly().last();
  const LastDrill now = LastDrillOf(summary, "");
  Lines lines;
  CompareEnds(then, now, lines);
  CompareTimes(then, now, lines);
  Compare("check failed", then.failed_checks(), now.failed_checks(), lines);
  Compare("command run", then.commands(), now.commands(), lines);
  Compare("deviation", then.deviations(), now.deviations(), lines);
  CompareSources(then, now, lines);
  return lines;
}

}  // namespace drill
