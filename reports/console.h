// What a person sees while a drill runs, and its last lines.
#ifndef REPORTS_CONSOLE_H_
#define REPORTS_CONSOLE_H_

#include <condition_variable>
#include <cstdio>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/journal/journal.pb.h"
#include "harness/journal/summary.pb.h"

namespace drill {

struct ConsoleOptions {
  // Redraws one line in place. False: one plain line an event.
  bool terminal = false;
  // ANSI colours.
  bool color = false;
  // What every line begins with, where several drills share the stream.
  std::string prefix = {};
};

// As the stream and the environment (NO_COLOR, CI, TERM=dumb) say.
ConsoleOptions DetectConsole(std::FILE* stream);

// Live progress. Thread-safe; hand OnEvent() to JournalWriter::SetObserver(). On a terminal a
// thread keeps the elapsed time moving.
class Console {
 public:
  // `stream` and `clock` are not owned.
  Console(std::FILE* stream, ConsoleOptions options, Clock& clock);
  ~Console();
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  void OnEvent(const Event& event);

  // A line of the harness itself, e.g. a long step of preparation ("building image aria-base:13").
  void Say(const std::string& line);

  // The line, and below it what was shown last: for a stream that shows another terminal now.
  // Errors of the former one are forgotten.
  void ShowAgain(const std::string& line);

  // Ends the live line. Called by the destructor too.
  void Finish();

 private:
  void Line(const std::string& text);
  void Redraw();
  void Tick();

  std::FILE* const stream_;
  const ConsoleOptions options_;
  Clock& clock_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool finished_ = false;
  // Name of the running phase, empty between two; when it began on clock_.
  std::string phase_;
  absl::Duration phase_start_;
  // Procedure's beginning and its target; zero while unknown.
  absl::Duration procedure_start_;
  absl::Duration target_;
  bool live_line_ = false;
  // What was shown last, the oldest first.
  std::deque<std::string> last_;
  std::thread ticker_;
};

// One line for an event, without its end; under a command that failed its last words, a line each.
// Empty for events that are not shown.
std::string EventLine(const Event& event);

// The last lines: verdict, recovery time against the target in the document's words; when it is not
// passed what failed first, the output of the command at which the procedure stopped, and what was
// never run; what is new on the machine, gone or worse; and `report`, where the report lies. Each
// begins with `prefix`.
std::string FinalLines(const Summary& summary, const std::string& report, bool color,
                       const std::string& prefix = "");

}  // namespace drill

#endif  // REPORTS_CONSOLE_H_
