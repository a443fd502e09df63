// Words and numbers that all reports share.
#ifndef REPORTS_TEXT_H_
#define REPORTS_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "harness/journal/summary.pb.h"

namespace drill {

// "820 ms", "5.50 s", "2 min 5 s", "24.0 h", "10.0 days".
std::string HumanTime(double milliseconds);

// "512 B", "1.5 kB", "38.1 MB".
std::string HumanBytes(double bytes);

// "12.5 %" of 0.125.
std::string Percentage(double share);

// Of a window of the load: "8.8 %: status 504 (7)".
std::string Errors(const SummaryLoad& load);

// "passed", "passed, over the time target", "failed, as this known-bad scenario expects", "failed,
// as this control must".
std::string Headline(const Summary& summary);

// "1 min 9 s in all, of which 5.54 s are the documented commands", and how much of these is fixed
// waiting.
std::string TimeSentence(const SummaryTime& time);

// The recovery time against the target, in the document's words: "5.50 s; target 30.00 s, met (…)".
// Says so when none was measured.
std::string RecoveryAgainstTarget(const Summary& summary, const SummaryTarget& target);

// "2 of 840 acknowledged writes lost (1.25 s from the first to the last), 0 unexpected", and how
// old the recovery point was; says so when nothing was looked for.
std::string DataSentence(const SummaryData& data);

// "db before the drill: 5 files, the newest db_1.sql, 38.1 MB, 12 s old, restorable, revision s48".
std::string BackupSentence(const SummaryBackup& backup);

// "endpoints: the runbook promises none", a line a check that this drill does not have.
std::vector<std::string> NotLookedAtLines(const Summary& summary);

// "4 healthy machines: 57 objects of engine, 212 of database"; empty where none was compared.
std::string TwinSentence(const Summary& summary);

// What differs from healthy machines, what only lies about, what was declared, and what is not
// looked at: a line each.
std::vector<std::string> TwinLines(const Summary& summary);

// "recovery: 1.2 ms late on average, 40 ms at worst; 2.1 threads for each processor".
std::string LatenessSentence(const Lateness& lateness);

// "the wall clock was set by -3.0 s in phase procedure".
std::string ClockStepSentence(const ClockStep& step);

// The two above, of the whole drill.
std::vector<std::string> MachineLines(const Summary& summary);

// "watched for 5.00 s at most: ..."
std::string WatchSentence(const SummaryRecovery& recovery);

// "Debian GNU/Linux 13 (trixie), Linux 6.1.0 x86_64, 2 processors (…), 8.0 GB; Docker 26.1.5,
// Compose 2.26.1"; empty where nothing is known.
std::string MachineSentence(const SummaryMachine& machine);

// "commit 1a2b3c4d, with changes that are in no commit; program sha256:5e6f…"; empty where unknown.
std::string HarnessSentence(const SummaryHarness& harness);

// "ROLLBACK.md, sha256:1a2b3c4d5e6f".
std::string SourceSentence(const SummarySource& source);

// "passed", "failed", "left out", "not seen".
std::string CheckFate(const SummaryCheck& check);

// "exit 0", "exit 1, tolerated", "exit 1, found nothing", "signal 9", "no end within its limit".
std::string CommandFate(const SummaryCommand& command);

// On one line, without control characters, at most `most` characters, the last of which are dots
// when something was cut off. Never cuts a UTF-8 character.
std::string ShortLine(absl::string_view text, size_t most);

// The text with U+FFFD for what XML cannot hold: control characters, broken UTF-8, U+FFFE and
// U+FFFF.
std::string XmlCharacters(absl::string_view text);

// For HTML, in text and in attributes, after XmlCharacters().
std::string EscapeXml(absl::string_view text);

}  // namespace drill

#endif  // REPORTS_TEXT_H_
