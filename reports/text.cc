#include "reports/text.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "harness/base/enum_text.h"
#include "harness/base/plural.h"

namespace drill {
namespace {

constexpr double kHourMs = 3600e3;
constexpr double kDayMs = 24 * kHourMs;
constexpr char kReplacement[] = "\xEF\xBF\xBD";

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Bytes of the UTF-8 character that `text` begins with; 0 when it begins with none.
size_t CharacterLength(absl::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const size_t length = first < 0x80                    ? 1
                        : first >= 0xC2 && first < 0xE0 ? 2
                        : first >= 0xE0 && first < 0xF0 ? 3
                        : first >= 0xF0 && first < 0xF5 ? 4
                                                        : 0;
  if (length == 0 || length > text.size()) return 0;
  for (size_t i = 1; i < length; ++i) {
    if (!IsContinuation(text[i])) return 0;
  }
  return length;
}

// As git shortens a commit: enough to find it by.
constexpr size_t kShortDigest = 12;

// The drill ended before it came to wait for a recovery.
bool RecoveryWasNotLookedFor(const Summary& summary) {
  return !summary.recovery().recovered() && !summary.recovery().has_watch_limit_ms() &&
         summary.outcome() != OUTCOME_PASSED && summary.outcome() != OUTCOME_FAILED;
}

}  // namespace

std::string HumanTime(double milliseconds) {
  if (milliseconds < 1000) return absl::StrFormat("%.0f ms", milliseconds);
  if (milliseconds < 60000) return absl::StrFormat("%.2f s", milliseconds / 1000);
  if (milliseconds >= 2 * kDayMs) return absl::StrFormat("%.1f days", milliseconds / kDayMs);
  if (milliseconds >= 2 * kHourMs) return absl::StrFormat("%.1f h", milliseconds / kHourMs);
  const auto seconds = static_cast<int64_t>(std::llround(milliseconds / 1000));
  return absl::StrCat(seconds / 60, " min",
                      seconds % 60 == 0 ? "" : absl::StrCat(" ", seconds % 60, " s"));
}

std::string HumanBytes(double bytes) {
  if (bytes < 1e3) return absl::StrFormat("%.0f B", bytes);
  if (bytes < 1e6) return absl::StrFormat("%.1f kB", bytes / 1e3);
  if (bytes < 1e9) return absl::StrFormat("%.1f MB", bytes / 1e6);
  return absl::StrFormat("%.1f GB", bytes / 1e9);
}

std::string Percentage(double share) { return absl::StrFormat("%.1f %%", share * 100); }

std::string Errors(const SummaryLoad& load) {
  const std::string share = Percentage(load.error_rate());
  return load.errors().empty() ? share
                               : absl::StrCat(share, ": ", absl::StrJoin(load.errors(), ", "));
}

std::string Headline(const Summary& summary) {
  std::string text = EnumText(summary.outcome());
  if (!summary.control().empty()) {
    absl::StrAppend(&text, ", as this control ", summary.as_expected() ? "must" : "must not");
  }
  // In a control, the known-bad check is not expected to fail.
  if (!summary.known_bad_check().empty() && summary.control().empty()) {
    absl::StrAppend(&text, summary.as_expected()
                               ? ", as this known-bad scenario expects"
                               : ", which this known-bad scenario does not expect");
  }
  if (summary.outcome() == OUTCOME_PASSED && summary.over_target()) {
    absl::StrAppend(&text, ", over the time target");
  }
  if (summary.residue_size() > 0) absl::StrAppend(&text, ", residue left");
  return text;
}

std::string TimeSentence(const SummaryTime& time) {
  std::string text = absl::StrCat(HumanTime(time.total_ms()), " in all, of which ",
                                  HumanTime(time.commands_ms()), " are the documented commands");
  if (time.fixed_waits() > 0 && time.commands_ms() > 0) {
    absl::StrAppend(&text, "; ", HumanTime(time.fixed_waits_ms()), " of these, ",
                    Percentage(time.fixed_waits_ms() / time.commands_ms()),
                    ", only wait for a fixed time (", Counted(time.fixed_waits(), "sleep"), ")");
  }
  return text;
}

std::string RecoveryAgainstTarget(const Summary& summary, const SummaryTarget& target) {
  std::string text = target.has_measured_ms()         ? HumanTime(target.measured_ms())
                     : target.span() != SPAN_RECOVERY ? "not measured"
                     : summary.recovery().recovered() ? "recovered, but its time was not measured"
                     : RecoveryWasNotLookedFor(summary)
                         ? "not looked for: the drill did not come that far"
                         : "not recovered";
  absl::StrAppend(&text, "; target ", HumanTime(target.limit_ms()));
  if (target.has_measured_ms()) absl::StrAppend(&text, target.met() ? ", met" : ", missed");
  if (!target.source().empty()) absl::StrAppend(&text, " (", target.source(), ")");
  if (!target.remark().empty()) absl::StrAppend(&text, "; ", target.remark());
  return text;
}

std::string DataSentence(const SummaryData& data) {
  if (!data.has_rows_lost()) {
    return data.rule() == LOSS_RULE_NOT_CHECKED ? "not looked for"
                                                : "not looked for: the drill did not come that far";
  }
  std::string text = absl::StrCat(data.rows_lost(), " of ",
                                  Counted(data.rows_acknowledged(), "acknowledged write"), " lost");
  if (data.rows_lost() > 0) {
    absl::StrAppend(&text,
                    absl::StrFormat(" (%.2f s from the first to the last)", data.lost_seconds()));
  }
  absl::StrAppend(&text, ", ", data.rows_unexpected(), " unexpected");
  if (data.rows_changed() > 0) absl::StrAppend(&text, ", ", data.rows_changed(), " changed");
  if (data.rows_in_doubt() > 0) absl::StrAppend(&text, ", ", data.rows_in_doubt(), " in doubt");
  if (data.has_rows_lost_before_recovery_point()) {
    absl::StrAppend(&text, "; ", data.rows_lost_before_recovery_point(),
                    " from before the recovery point ", data.recovery_point_file(), ", ",
                    data.rows_lost_after_recovery(), " from after the recovery");
  }
  if (data.has_recovery_point_age_seconds()) {
    absl::StrAppend(&text, "; the recovery point was ",
                    HumanTime(data.recovery_point_age_seconds() * 1000), " old at the fault (",
                    data.recovery_point_evidence(), ")");
    if (data.has_max_lost_seconds())
      absl::StrAppend(&text, ", allowed are ", HumanTime(data.max_lost_seconds() * 1000));
  }
  return text;
}

std::string BackupSentence(const SummaryBackup& backup) {
  std::string text = absl::StrCat(backup.name(), " ", backup.when(), " the drill: ");
  if (backup.newest().empty()) return absl::StrCat(text, "none");
  absl::StrAppend(&text, Counted(backup.files(), "file"), ", the newest ", backup.newest(), ", ",
                  HumanBytes(static_cast<double>(backup.newest_bytes())), ", ",
                  HumanTime(backup.newest_age_seconds() * 1000), " old");
  if (!backup.has_restorable()) return text;
  absl::StrAppend(&text, backup.restorable() ? ", restorable" : ", NOT restorable");
  if (!backup.revision().empty()) absl::StrAppend(&text, ", revision ", backup.revision());
  if (!backup.remark().empty()) absl::StrAppend(&text, " (", backup.remark(), ")");
  return text;
}

std::vector<std::string> NotLookedAtLines(const Summary& summary) {
  std::vector<std::string> lines;
  for (const NotLookedAt& check : summary.not_looked_at())
    lines.push_back(absl::StrCat(check.check(), ": ", check.reason()));
  return lines;
}

std::string TwinSentence(const Summary& summary) {
  std::string text;
  for (const TwinSight& sight : summary.twin()) {
    if (sight.objects() == 0) continue;
    absl::StrAppend(&text,
                    text.empty() ? absl::StrCat(Counted(sight.machines(), "healthy machine"), ": ",
                                                Counted(sight.objects(), "object"))
                                 : absl::StrCat(", ", sight.objects()),
                    " of ", sight.category());
  }
  return text;
}

std::vector<std::string> TwinLines(const Summary& summary) {
  std::vector<std::string> lines;
  for (const TwinSight& sight : summary.twin()) {
    const auto add = [&](const google::protobuf::RepeatedPtrField<std::string>& what,
                         absl::string_view label) {
      for (const std::string& line : what)
        lines.push_back(absl::StrCat(sight.category(), ", ", label, ": ", line));
    };
    add(sight.findings(), "differs");
    add(sight.not_observed(), "could not be looked at");
    add(sight.declared(), "differs as declared");
    add(sight.not_occurred(), "declared, but does not differ");
    add(sight.told(), "told");
    add(sight.noise(), "not looked at, for it differs between healthy machines");
    add(sight.declarations(), "to declare it");
  }
  return lines;
}

std::string LatenessSentence(const Lateness& lateness) {
  std::string text = absl::StrFormat(
      "%s: %.1f ms late on average, %.0f ms at worst; %.1f threads for each processor",
      lateness.phase(), lateness.mean_ms(), lateness.worst_ms(), lateness.runnable_per_processor());
  if (lateness.has_cpu_pressure()) {
    absl::StrAppendFormat(&text, "; something waited for a processor %.0f %% of the time",
                          100 * lateness.cpu_pressure());
  }
  return text;
}

std::string ClockStepSentence(const ClockStep& step) {
  return absl::StrFormat("the wall clock was set by %+.1f s in phase %s", step.seconds(),
                         step.phase());
}

std::vector<std::string> MachineLines(const Summary& summary) {
  std::vector<std::string> lines;
  for (const ClockStep& step : summary.clock_steps()) lines.push_back(ClockStepSentence(step));
  for (const Lateness& lateness : summary.lateness()) lines.push_back(LatenessSentence(lateness));
  return lines;
}

std::string WatchSentence(const SummaryRecovery& recovery) {
  return absl::StrCat("watched for ", HumanTime(recovery.watch_limit_ms()),
                      " at most: ", recovery.watch_reason());
}

std::string MachineSentence(const SummaryMachine& machine) {
  std::vector<std::string> parts;
  for (const std::string& part : {machine.system(), machine.kernel()})
    if (!part.empty()) parts.push_back(part);
  if (machine.has_processors()) {
    parts.push_back(absl::StrCat(
        Counted(machine.processors(), "processor"),
        machine.processor().empty() ? "" : absl::StrCat(" (", machine.processor(), ")")));
  }
  if (machine.has_memory_bytes())
    parts.push_back(HumanBytes(static_cast<double>(machine.memory_bytes())));
  std::vector<std::string> host;
  if (!machine.engine_version().empty())
    host.push_back(absl::StrCat("Docker ", machine.engine_version()));
  if (!machine.compose_version().empty())
    host.push_back(absl::StrCat("Compose ", machine.compose_version()));
  return absl::StrCat(absl::StrJoin(parts, ", "), parts.empty() || host.empty() ? "" : "; ",
                      absl::StrJoin(host, ", "));
}

std::string HarnessSentence(const SummaryHarness& harness) {
  std::string text;
  if (!harness.git_commit().empty()) {
    text = absl::StrCat("commit ", harness.git_commit().substr(0, kShortDigest),
                        harness.git_modified() ? ", with changes that are in no commit" : "");
  }
  if (harness.sha256().empty()) return text;
  return absl::StrCat(text, text.empty() ? "" : "; ",
                      "program sha256:", harness.sha256().substr(0, kShortDigest));
}

std::string SourceSentence(const SummarySource& source) {
  if (source.sha256().empty()) return source.file();
  return absl::StrCat(source.file(), ", sha256:", source.sha256().substr(0, kShortDigest));
}

std::string CheckFate(const SummaryCheck& check) {
  if (check.skipped()) return "left out";
  if (check.passed()) return "passed";
  return check.undecided() ? "not seen" : "failed";
}

std::string CommandFate(const SummaryCommand& command) {
  std::string fate = command.timed_out()     ? "no end within its limit"
                     : command.signal() != 0 ? absl::StrCat("signal ", command.signal())
                                             : absl::StrCat("exit ", command.exit_code());
  const bool failed = command.timed_out() || command.signal() != 0 || command.exit_code() != 0;
  if (failed && command.found_nothing()) absl::StrAppend(&fate, ", found nothing");
  if (failed && command.tolerated()) absl::StrAppend(&fate, ", tolerated");
  return fate;
}

std::string ShortLine(absl::string_view text, size_t most) {
  std::string line;
  size_t characters = 0;
  size_t shortened = 0;
  while (!text.empty()) {
    if (characters + 3 <= most) shortened = line.size();
    if (characters == most) return line.substr(0, shortened) + "...";
    const size_t length = CharacterLength(text);
    const bool control = length == 1 && static_cast<unsigned char>(text.front()) < 0x20;
    absl::StrAppend(&line, control ? " " : length == 0 ? kReplacement : text.substr(0, length));
    text.remove_prefix(length == 0 ? 1 : length);
    ++characters;
  }
  return line;
}

std::string XmlCharacters(absl::string_view text) {
  std::string characters;
  while (!text.empty()) {
    const size_t length = CharacterLength(text);
    const absl::string_view character = text.substr(0, length);
    const unsigned char first = text.front();
    const bool control =
        length == 1 && (first == 0x7F || (first < 0x20 && !absl::StrContains("\n\t\r", text[0])));
    const bool refused =
        length == 0 || control || character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
    absl::StrAppend(&characters, refused ? absl::string_view(kReplacement) : character);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return characters;
}

std::string EscapeXml(absl::string_view text) {
  // Line ends as references, for attributes are folded to blanks otherwise.
  return absl::StrReplaceAll(XmlCharacters(text), {{"&", "&amp;"},
                                                   {"<", "&lt;"},
                                                   {">", "&gt;"},
                                                   {"\"", "&quot;"},
                                                   {"'", "&#39;"},
                                                   {"\n", "&#10;"},
                                                   {"\t", "&#9;"},
                                                   {"\r", "&#13;"}});
}

}  // namespace drill
