#include "reports/console.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "harness/base/enum_text.h"
#include "harness/base/plural.h"
#include "harness/journal/red_first.h"
#include "reports/incident.h"
#include "reports/quarterly_events.h"
#include "reports/text.h"

namespace drill {
namespace {

constexpr size_t kWidth = 96;
constexpr double kTellLateMs = 500;
// A reason holds a command, its last words and where its output lies.
constexpr size_t kReason = 400;
constexpr size_t kWords = 200;
constexpr int kMostReasons = 3;
constexpr int kMostNames = 4;
// What stands under a command's line, or under a word of the last lines.
constexpr char kUnderLine[] = "              ";
constexpr char kUnderWord[] = "            ";
// How many texts of the last are shown to who takes a drill up again.
constexpr size_t kShownAgain = 30;
constexpr absl::Duration kTick = absl::Milliseconds(100);
constexpr char kClearLine[] = "\r\x1b[2K";
constexpr char kRed[] = "\x1b[31m";
constexpr char kGreen[] = "\x1b[32m";
constexpr char kYellow[] = "\x1b[33m";
constexpr char kPlain[] = "\x1b[0m";

bool IsSet(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

std::string CommandLine(const CommandRun& command) {
  SummaryCommand fate;
  fate.set_exit_code(command.exit_code());
  fate.set_signal(command.signal());
  fate.set_timed_out(command.timed_out());
  fate.set_tolerated(command.tolerated());
  fate.set_found_nothing(command.found_nothing());
  std::string line = absl::StrFormat("  line %-4d %s, %s: %s%s", command.line(), CommandFate(fate),
                                     HumanTime(static_cast<double>(command.duration_us()) / 1000),
                                     ShortLine(command.text(), kWidth),
                                     command.verbatim() ? "" : " (not as written)");
  for (const std::string& words : command.last_words())
    absl::StrAppend(&line, "\n", kUnderLine, ShortLine(words, kWords));
  return line;
}

// The first kMostNames items, and how many more there are.
template <typename Items, typename ToText>
std::string Some(const Items& items, ToText to_text) {
  std::vector<std::string> some;
  for (const auto& item : items) {
    if (static_cast<int>(some.size()) == kMostNames) break;
    some.push_back(to_text(item));
  }
  const int more = items.size() - static_cast<int>(some.size());
  if (more > 0) some.push_back(absl::StrCat("and ", more, " more"));
  return absl::StrJoin(some, "; ");
}

// What failed first, and what else did.
std::string Reasons(const Summary& summary) {
  const bool excused = summary.as_expected() && summary.outcome() == OUTCOME_FAILED;
  if (summary.reasons().empty() || (summary.exit_code() == 0 && !excused)) return "";
  std::string text;
  for (int i = 0; i < summary.reasons_size() && i < kMostReasons; ++i) {
    absl::StrAppend(&text,
                    i > 0     ? kUnderWord
                    : excused ? "  found     "
                              : "  why       ",
                    ShortLine(summary.reasons(i), kReason), "\n");
  }
  const int more = summary.reasons_size() - kMostReasons;
  if (more > 0)
    absl::StrAppend(&text, kUnderWord, "and ", Counted(more, "other reason"), ", in the report\n");
  return text;
}

// What the procedure's end leaves to be asked: the output of the command that it stopped at, the
// commands that nobody ran, and what is different on the machine.
std::string AfterTheProcedure(const Summary& summary, const std::string& report) {
  std::string text;
  const bool stopped = summary.procedure().ran() && !summary.procedure().completed();
  if (stopped && !summary.commands().empty()) {
    const auto last = std::find_if(summary.commands().rbegin(), summary.commands().rend(),
                                   [](const SummaryCommand& command) { return !command.nested(); });
    if (last != summary.commands().rend() && !last->output_file().empty()) {
      absl::StrAppend(&text, "  output    ", report.empty() ? "" : absl::StrCat(report, "/"),
                      last->output_file(), "\n");
    }
  }
  if (!summary.unreached().empty()) {
    absl::StrAppend(&text, "  not run   ",
                    Some(summary.unreached(),
                         [](const auto& command) {
                           return absl::StrCat("line ", command.line(), ": ",
                                               ShortLine(command.text(), kWidth / 2));
                         }),
                    "\n");
  }
  const auto same = [](const std::string& name) { return name; };
  if (!summary.worse().empty())
    absl::StrAppend(&text, "  worse     ", Some(summary.worse(), same), "\n");
  if (!summary.appeared().empty())
    absl::StrAppend(&text, "  new       ", Some(summary.appeared(), same), "\n");
  if (!summary.vanished().empty())
    absl::StrAppend(&text, "  gone      ", Some(summary.vanished(), same), "\n");
  return text;
}

// How a difference from healthy machines is declared that is right after this rollback.
std::string Declarations(const Summary& summary) {
  std::vector<std::string> all;
  for (const TwinSight& sight : summary.twin())
    all.insert(all.end(), sight.declarations().begin(), sight.declarations().end());
  std::string text;
  for (size_t i = 0; i < all.size() && i < static_cast<size_t>(kMostReasons); ++i)
    absl::StrAppend(&text, i == 0 ? "  declare   " : kUnderWord, all[i], "\n");
  if (all.size() > static_cast<size_t>(kMostReasons))
    absl::StrAppend(&text, kUnderWord, "and ", all.size() - kMostReasons, " more, in the report\n");
  return text;
}

std::string Color(const Summary& summary) {
  if (summary.exit_code() == 0 || (summary.as_expected() && summary.residue().empty()))
    return kGreen;
  return summary.exit_code() == 3 || summary.exit_code() == 2 ? kYellow : kRed;
}

}  // namespace

ConsoleOptions DetectConsole(std::FILE* stream) {
  const char* term = std::getenv("TERM");
  ConsoleOptions options;
  options.terminal = isatty(fileno(stream)) == 1 && !IsSet("CI") && term != nullptr &&
                     std::strcmp(term, "dumb") != 0;
  options.color = options.terminal && !IsSet("NO_COLOR");
  return options;
}

std::string EventLine(const Event& event) {
  switch (event.kind_case()) {
    case Event::kDrillStarted:
      return absl::StrCat("drill ", event.drill_started().scenario(), ": ",
                          event.drill_started().heading(),
                          event.drill_started().control().empty()
                              ? ""
                              : absl::StrCat(" (control ", event.drill_started().control(), ")"));
    case Event::kPhaseEnded:
      return absl::StrFormat(
          "%-13s %s", event.phase_ended().name(),
          HumanTime(static_cast<double>(event.phase_ended().duration_us()) / 1000));
    case Event::kFaultInjected:
      return absl::StrCat("  ", ShortLine(event.fault_injected().summary(), kWidth));
    case Event::kFaultProof:
      return absl::StrCat(
          event.fault_proof().proved() ? "  proved: " : "  NOT proved: ",
          ShortLine(absl::StrJoin(RedFirst(event.fault_proof().evidence()), "; "), kWidth));
    case Event::kCommandRun:
      return event.command_run().nested() ? "" : CommandLine(event.command_run());
    case Event::kManualStep:
      return absl::StrCat("  by hand, line ", event.manual_step().line(), ": ",
                          ShortLine(event.manual_step().text(), kWidth));
    case Event::kDetection:
      return event.detection().detected()
                 ? absl::StrCat("  detected: ", ShortLine(event.detection().seen(), kWidth))
                 : "  NOT detected by any of the document's conditions";
    case Event::kDecision:
      return absl::StrCat("  decided: ", event.decision().issue().empty()
                                             ? "no row of the table is for this"
                                             : event.decision().issue());
    case Event::kQuarterly:
    case Event::kMonitoring:
    case Event::kProcedureChosen:
    case Event::kStepConfirmed:
    case Event::kAbsence:
      return QuarterlyEventLine(event);
    case Event::kDeviation:
      // Other deviations are the scenario's own text and are not printed here.
      if (event.deviation().kind() != "not_done") return "";
      return absl::StrCat("  not done: ", ShortLine(event.deviation().reason(), 2 * kWidth));
    case Event::kRecovered:
      if (event.recovered().recovered()) return "  recovered";
      return absl::StrCat("  NOT recovered: ",
                          ShortLine(absl::StrJoin(event.recovered().last_seen(), "; "), kWidth));
    case Event::kCheck:
      if (event.check().passed() || event.check().skipped()) return "";
      return absl::StrCat(
          "  check ", event.check().undecided() ? "not seen: " : "failed: ", event.check().name(),
          ": expected ", ShortLine(event.check().expected(), kWidth), "; found ",
          ShortLine(event.check().actual(), kWidth));
    case Event::kNotLookedAt:
      return absl::StrCat("  not looked at: ", event.not_looked_at().check(), ": ",
                          ShortLine(event.not_looked_at().reason(), kWidth));
    case Event::kWatchLimit:
      if (event.watch_limit().limit_us() == event.watch_limit().usual_us()) return "";
      return absl::StrCat("  watching for ",
                          HumanTime(static_cast<double>(event.watch_limit().limit_us()) / 1000),
                          " at most: ", ShortLine(event.watch_limit().reason(), 2 * kWidth));
    case Event::kClockStep:
      return absl::StrCat("  ", ClockStepSentence(event.clock_step()));
    case Event::kLateness:
      // A line that every phase would have is only worth its place where it tells something.
      if (event.lateness().worst_ms() < kTellLateMs) return "";
      return absl::StrCat("  ", LatenessSentence(event.lateness()));
    case Event::kNote:
      return absl::StrCat("  ", ShortLine(event.note().text(), kWidth));
    case Event::kFailure:
      return absl::StrCat("  ", EnumText(event.failure().outcome()), ": ",
                          ShortLine(event.failure().message(), 4 * kWidth));
    case Event::kResidue:
      if (event.residue().left().empty()) return "";
      return absl::StrCat("  left behind: ", absl::StrJoin(event.residue().left(), "; "));
    default:
      return "";
  }
}

std::string FinalLines(const Summary& summary, const std::string& report, bool color,
                       const std::string& prefix) {
  const std::string outcome = EnumText(summary.outcome());
  const std::string verdict =
      absl::AsciiStrToUpper(outcome) + Headline(summary).substr(outcome.size());
  std::string text = absl::StrCat(color ? Color(summary) : "", verdict, color ? kPlain : "", ": ",
                                  summary.scenario(), "\n");
  for (const SummaryTarget& target : summary.targets()) {
    const bool recovery = target.span() == SPAN_RECOVERY;
    absl::StrAppend(&text, recovery ? "  recovery  " : "  time      ",
                    recovery ? "" : absl::StrCat(target.name(), ": "),
                    RecoveryAgainstTarget(summary, target), "\n");
  }
  for (const auto& [label, sentence] : IncidentLines(summary))
    absl::StrAppend(&text, absl::StrFormat("  %-9s ", label), sentence, "\n");
  if (summary.recovery().has_watch_limit_ms() && !summary.recovery().recovered())
    absl::StrAppend(&text, "  watched   ", WatchSentence(summary.recovery()), "\n");
  absl::StrAppend(&text, Reasons(summary), AfterTheProcedure(summary, report));
  absl::StrAppend(&text, Declarations(summary));
  absl::StrAppend(&text, "  data      ", DataSentence(summary.data()), "\n");
  if (const std::string twin = TwinSentence(summary); !twin.empty())
    absl::StrAppend(&text, "  compared  with ", twin, "\n");
  if (!summary.not_looked_at().empty()) {
    const auto name = [](std::string* out, const NotLookedAt& check) { *out += check.check(); };
    absl::StrAppend(&text, "  not seen  ", absl::StrJoin(summary.not_looked_at(), ", ", name),
                    ": not looked at in this drill\n");
  }
  for (const SummaryBackup& backup : summary.backups()) {
    if (!backup.has_restorable()) continue;
    absl::StrAppend(&text, "  backup    ", BackupSentence(backup), "\n");
  }
  if (summary.time().has_total_ms()) {
    absl::StrAppend(&text, "  time      ", TimeSentence(summary.time()), "\n");
  }
  if (!report.empty()) absl::StrAppend(&text, "  report    ", report, "\n");
  if (prefix.empty()) return text;
  text.pop_back();
  return absl::StrCat(prefix, absl::StrReplaceAll(text, {{"\n", absl::StrCat("\n", prefix)}}),
                      "\n");
}

Console::Console(std::FILE* stream, ConsoleOptions options, Clock& clock)
    : stream_(stream), options_(std::move(options)), clock_(clock) {
  if (options_.terminal) ticker_ = std::thread([this] { Tick(); });
}

Console::~Console() { Finish(); }

void Console::OnEvent(const Event& event) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (event.has_phase_started()) {
    phase_ = event.phase_started().name();
    phase_start_ = clock_.Monotonic();
    if (phase_ == "procedure") procedure_start_ = phase_start_;
  }
  if (event.has_target() && event.target().span() == SPAN_RECOVERY)
    target_ = absl::Milliseconds(event.target().limit_ms());
  if (event.has_phase_ended()) phase_.clear();
  // The recovery ends the time that is compared with the target: stop showing it.
  if (event.has_recovered()) procedure_start_ = absl::ZeroDuration();
  const std::string line = EventLine(event);
  if (!line.empty()) {
    Line(absl::StrFormat("[%7.2f s] %s", static_cast<double>(event.at_us()) / 1e6,
                         absl::StrReplaceAll(line, {{"\n", absl::StrCat("\n", options_.prefix)}})));
  }
  Redraw();
}

void Console::Say(const std::string& line) {
  const std::lock_guard<std::mutex> lock(mutex_);
  Line(line);
  Redraw();
}

void Console::ShowAgain(const std::string& line) {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::clearerr(stream_);
  std::fputs(absl::StrCat("\n", line, "\n").c_str(), stream_);
  for (const std::string& shown : last_) std::fputs(shown.c_str(), stream_);
  std::fflush(stream_);
  Redraw();
}

void Console::Finish() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    finished_ = true;
    phase_.clear();
    if (live_line_) std::fputs(kClearLine, stream_);
    live_line_ = false;
    std::fflush(stream_);
  }
  wake_.notify_all();
  if (ticker_.joinable()) ticker_.join();
}

void Console::Line(const std::string& text) {
  if (live_line_) std::fputs(kClearLine, stream_);
  live_line_ = false;
  last_.push_back(absl::StrCat(options_.prefix, text, "\n"));
  if (last_.size() > kShownAgain) last_.pop_front();
  std::fputs(last_.back().c_str(), stream_);
  std::fflush(stream_);
}

void Console::Redraw() {
  if (!options_.terminal || finished_ || phase_.empty()) return;
  const absl::Duration now = clock_.Monotonic();
  std::string text =
      absl::StrFormat("%s %.1f s", phase_, absl::ToDoubleSeconds(now - phase_start_));
  if (procedure_start_ != absl::ZeroDuration()) {
    absl::StrAppendFormat(&text, "; since the procedure began %.1f s",
                          absl::ToDoubleSeconds(now - procedure_start_));
    if (target_ > absl::ZeroDuration()) {
      absl::StrAppendFormat(&text, " of %.0f s", absl::ToDoubleSeconds(target_));
    }
  }
  // One row, or it could not be redrawn in place.
  std::fputs(absl::StrCat(kClearLine, "  ", ShortLine(text, 76)).c_str(), stream_);
  std::fflush(stream_);
  live_line_ = true;
}

void Console::Tick() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!finished_) {
    wake_.wait_for(lock, absl::ToChronoMilliseconds(kTick));
    Redraw();
  }
}

}  // namespace drill
