#include "harness/runbook/session.h"

#include <signal.h>
#include <sys/wait.h>

#include <algorithm>
#include <optional>
#include <random>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "harness/base/clock.h"
#include "harness/base/masked_file.h"
#include "harness/base/shell_quote.h"
#include "harness/base/status_macros.h"
#include "harness/runbook/driver_script.h"
#include "harness/runbook/marker_stream.h"
#include "harness/runbook/nested_commands.h"
#include "harness/runbook/piped_script.h"
#include "harness/runbook/shell_streams.h"
#include "harness/runbook/terminal.h"

namespace drill {
namespace {

constexpr absl::Duration kStartLimit = absl::Seconds(20);
// Whatever the last command ended with is no failure of leaving.
constexpr char kLeave[] = "builtin exit 0\n";
constexpr absl::Duration kPollSlice = absl::Milliseconds(50);
constexpr absl::Duration kPatience = absl::Seconds(3);
// A shell that has been silent for so long after it said something waits to be typed into.
constexpr absl::Duration kPrompt = absl::Milliseconds(300);

absl::Duration Now() { return RealClock().Monotonic(); }

std::string MakeNonce() {
  std::random_device random;
  return absl::StrFormat("%08x%08x%08x%08x", random(), random(), random(), random());
}

bool FoundNothing(const Step& step, const CommandRecord& record) {
  return record.signal == 0 && !record.timed_out &&
         std::count(step.finds_nothing.begin(), step.finds_nothing.end(), record.exit_code) > 0;
}

class TerminalSession : public OperatorSession {
 public:
  TerminalSession(DrillHost& host, const SessionOptions& options, const std::string& nonce)
      : host_(host),
        options_(options),
        stream_(nonce),
        nonce_(nonce),
        opened_(Now()),
        output_(options.masker) {}

  ~TerminalSession() override {
    // Traps on EXIT run, as when a person leaves the terminal.
    for (size_t i = 0; i <= stream_.depth() && terminal_ != nullptr && lost_.empty(); ++i)
      (void)terminal_->Write("builtin exit\n");
    if (terminal_ != nullptr) terminal_->WaitStatus(absl::Seconds(1));
  }

  absl::Status Start() {
    const std::vector<std::string> shell = {"bash", "--noprofile", "--norc", "--noediting", "-i"};
    ASSIGN_OR_RETURN(terminal_,
                     Terminal::Open(host_.TerminalCommand(shell, options_.working_directory)));
    // Not before the shell has said something: what is typed while the runtime still sets the
    // terminal up can be lost.
    std::string said;
    while (said.empty() && Now() - opened_ < kStartLimit) {
      absl::StatusOr<std::string> bytes = terminal_->Read(kPollSlice);
      if (!bytes.ok()) return NotUp(said);
      said += *bytes;
    }
    RETURN_IF_ERROR(terminal_->Write(DriverSetup(nonce_)));
    while (Now() - opened_ < kStartLimit) {
      absl::StatusOr<std::string> bytes = terminal_->Read(kPollSlice);
      if (!bytes.ok()) return NotUp(said);
      for (const MarkerStream::Piece& piece : stream_.Feed(*bytes)) {
        if (piece.is_marker && absl::StartsWith(piece.text, "R ")) {
          shell_pid_ = piece.text.substr(2);
          return absl::OkStatus();
        }
        said += piece.text;
      }
    }
    return NotUp(said);
  }

  absl::StatusOr<std::vector<CommandRecord>> Run(const Step& step) override {
    if (!lost_.empty()) return absl::FailedPreconditionError(lost_);
    if (step.block == left_block_) return std::vector<CommandRecord>();
    if (step.leaves_first) RETURN_IF_ERROR(LeaveFirst());
    CommandRecord record;
    record.text = step.text;
    record.run_text = step.run_text;
    record.line = step.line;
    record.verbatim = step.verbatim();
    record.tolerated = step.tolerated;
    record.output_file = absl::StrFormat("%03d-line%d.txt", ++count_, step.line);
    RETURN_IF_ERROR(OpenOutput(record.output_file));
    NestedCommands nested(step);
    record.start = Now();
    // Only the operator's own shell understands the markers by which a script announces its lines.
    std::optional<PipedScript> script;
    if (stream_.depth() == 0 && !step.enters) script = PipedScript::Find(step);
    script_line_ = 0;
    RETURN_IF_ERROR(Type(
        step.leaves ? kLeave : DriverRun(script ? script->Announcing(nonce_) : step.run_text)));
    RETURN_IF_ERROR(step.enters ? Enter(step, nested, record) : Watch(step, nested, record));
    if (script) record.unreached = script->After(script_line_);
    if (options_.learn_secrets) options_.learn_secrets();
    RETURN_IF_ERROR(output_.Flush());
    record.found_nothing = FoundNothing(step, record);
    return WithNested(record, nested);
  }

  const std::string& lost() const override { return lost_; }

 private:
  // How a command is being ended, once its time is over.
  enum class Ending { kNot, kInterrupted, kTerminated, kKilled };

  absl::Status NotUp(const std::string& said) {
    return absl::UnavailableError(
        absl::StrCat("the operator's shell did not come up in the drill host; it said: ", said));
  }

  absl::Status OpenOutput(const std::string& name) {
    // What background jobs wrote since the last step belongs to that step's file.
    absl::StatusOr<std::string> late = terminal_->Read(absl::ZeroDuration());
    if (late.ok()) {
      for (const MarkerStream::Piece& piece : stream_.Feed(*late))
        if (!piece.is_marker) output_.Append(piece.text);
    }
    return output_.Open(absl::StrCat(options_.output_directory, "/", name));
  }

  // Until the shell is back at its prompt, or gone.
  absl::Status Watch(const Step& step, NestedCommands& nested, CommandRecord& record) {
    Ending ending = Ending::kNot;
    absl::Duration next = std::min(record.start + options_.command_limit, opened_ + options_.limit);
    while (true) {
      absl::StatusOr<std::string> bytes = terminal_->Read(kPollSlice);
      const absl::Duration now = Now();
      if (!bytes.ok()) return ShellEnded(record, now);
      for (const MarkerStream::Piece& piece : stream_.Feed(*bytes)) {
        if (!piece.is_marker) {
          output_.Append(piece.text);
        } else if (absl::StartsWith(piece.text, "B")) {
          record.start = now;
        } else if (absl::StartsWith(piece.text, "D ")) {
          nested.Begin(absl::string_view(piece.text).substr(2), now);
        } else if (absl::StartsWith(piece.text, "S ")) {
          int line = 0;
          if (absl::SimpleAtoi(absl::string_view(piece.text).substr(2), &line))
            script_line_ = std::max(script_line_, line);
        } else if (absl::StartsWith(piece.text, "E ")) {
          End(step, piece.text, now, record);
          return absl::OkStatus();
        }
      }
      if (!stream_.left().empty()) return step.leaves ? GoOut(record, now) : ShellLeft(record, now);
      const bool stopped = options_.stop != nullptr && options_.stop->stopped();
      if (now < next && !(stopped && ending == Ending::kNot)) continue;
      record.timed_out = true;
      if (ending == Ending::kKilled) return GiveUp(record, now);
      ending = EndFurther(ending, record);
      next = now + kPatience;
    }
  }

  // Runs a step that opens a shell, until that shell takes commands, or the step has ended.
  absl::Status Enter(const Step& step, NestedCommands& nested, CommandRecord& record) {
    const absl::Duration deadline = std::min(
        record.start + std::min(options_.command_limit, kStartLimit), opened_ + options_.limit);
    const std::string nonce = MakeNonce();
    MarkerStream inside(nonce);
    bool begun = false, typed = false;
    // The harness's own line, as the shell shows it; of interest only where nothing comes of it.
    std::string shown, opening;
    absl::Duration said = absl::InfiniteDuration();
    while (Now() < deadline && !(options_.stop != nullptr && options_.stop->stopped())) {
      absl::StatusOr<std::string> bytes = terminal_->Read(kPollSlice);
      const absl::Duration now = Now();
      if (!bytes.ok()) return ShellEnded(record, now);
      for (const MarkerStream::Piece& piece : stream_.Feed(*bytes)) {
        if (piece.is_marker && absl::StartsWith(piece.text, "E ")) {
          output_.Append(shown);
          return EndOutside(step, piece.text, now, record);
        }
        if (piece.is_marker) begun = begun || absl::StartsWith(piece.text, "B");
        if (piece.is_marker || !begun) continue;
        said = now;
        for (const MarkerStream::Piece& part : inside.Feed(piece.text)) {
          if (!part.is_marker) (typed ? shown : opening) += part.text;
          if (part.is_marker && part.text == "P") RETURN_IF_ERROR(Type(DriverSetup(nonce)));
          if (part.is_marker && absl::StartsWith(part.text, "R "))
            return GoIn(step, nested, nonce, part.text.substr(2), record);
        }
        output_.Append(std::exchange(opening, ""));
      }
      if (!typed && now - said > kPrompt) {
        typed = true;
        RETURN_IF_ERROR(Type(DriverDoorway(nonce)));
      }
    }
    output_.Append(shown);
    record.timed_out = true;
    return GiveUp(record, Now());
  }

  // The command has ended, and what follows would be typed into the wrong shell.
  absl::Status EndOutside(const Step& step, const std::string& marker, absl::Duration now,
                          CommandRecord& record) {
    End(step, marker, now, record);
    if (record.exit_code == 0)
      lost_ = absl::StrCat("the command on line ", record.line, " opened no shell");
    return absl::OkStatus();
  }

  // The drill host is all machines at once: the process id that the shell tells is valid here, and
  // so is a signal sent to it.
  absl::Status GoIn(const Step& step, NestedCommands& nested, const std::string& nonce,
                    const std::string& pid, CommandRecord& record) {
    stream_.Enter(nonce);
    outer_pids_.push_back(std::exchange(shell_pid_, pid));
    if (!step.entered_directory.empty()) {
      RETURN_IF_ERROR(Type(DriverRun(absl::StrCat("cd -- ", ShellQuote(step.entered_directory)))));
      const absl::Duration start = record.start;
      RETURN_IF_ERROR(Watch(step, nested, record));
      record.start = start;
    }
    record.duration = Now() - record.start;
    return absl::OkStatus();
  }

  // The shell that was entered has ended as it was meant to.
  absl::Status GoOut(CommandRecord& record, absl::Duration now) {
    record.duration = now - record.start;
    stream_.Leave();
    shell_pid_ = outer_pids_.back();
    outer_pids_.pop_back();
    return absl::OkStatus();
  }

  // Leaves the shell that was entered, for a command that is typed outside. What it says then is
  // nobody's output.
  absl::Status LeaveFirst() {
    RETURN_IF_ERROR(Type(kLeave));
    const absl::Duration end = Now() + kStartLimit;
    while (Now() < end) {
      const absl::StatusOr<std::string> bytes = terminal_->Read(kPollSlice);
      if (!bytes.ok()) break;
      stream_.Feed(*bytes);
      CommandRecord nobody;
      if (!stream_.left().empty()) return GoOut(nobody, Now());
    }
    lost_ = "the shell that was entered did not end when the operator left it";
    return absl::FailedPreconditionError(lost_);
  }

  absl::Status Type(const std::string& text) {
    absl::Status status = terminal_->Write(text);
    if (status.ok()) return status;
    lost_ = absl::StrCat("the operator's session is lost: ", status.message());
    return absl::FailedPreconditionError(lost_);
  }

  // The shell that was entered has ended under a command: the connection broke, its container died.
  absl::Status ShellLeft(CommandRecord& record, absl::Duration now) {
    record.duration = now - record.start;
    const std::vector<std::string> fields = absl::StrSplit(stream_.left(), ' ');
    if (!absl::SimpleAtoi(fields[1], &record.exit_code)) record.exit_code = 255;
    lost_ =
        absl::StrCat("the shell that was entered ended during the command on line ", record.line);
    return absl::OkStatus();
  }

  void End(const Step& step, const std::string& marker, absl::Duration now, CommandRecord& record) {
    const std::vector<std::string> fields = absl::StrSplit(marker, ' ');
    if (!absl::SimpleAtoi(fields[1], &record.exit_code)) record.exit_code = 255;
    record.duration = now - record.start;
    if (fields.size() > 2 && fields[2] == "left") left_block_ = step.block;
    if (now - opened_ > options_.limit)
      lost_ = "the time for the whole procedure is over";
    else if (options_.stop != nullptr && options_.stop->stopped())
      lost_ = "the drill was stopped";
  }

  Ending EndFurther(Ending ending, CommandRecord& record) {
    if (ending == Ending::kNot) {
      record.signal = SIGINT;
      // As a person would: Ctrl-C.
      (void)terminal_->Write("\x03");
      return Ending::kInterrupted;
    }
    const bool kill = ending == Ending::kTerminated;
    record.signal = kill ? SIGKILL : SIGTERM;
    SignalForeground(kill ? "KILL" : "TERM");
    return kill ? Ending::kKilled : Ending::kTerminated;
  }

  // The eighth field of /proc/PID/stat is the terminal's foreground process group.
  void SignalForeground(const std::string& name) {
    ExecOptions options;
    options.timeout = absl::Seconds(5);
    (void)host_.Exec(
        {"bash", "-c",
         absl::StrCat("read -r line < /proc/", shell_pid_, "/stat; set -- ${line##*) }; ",
                      "[ \"$6\" -gt 1 ] && kill -", name, " -- -\"$6\"")},
        options);
  }

  absl::Status ShellEnded(CommandRecord& record, absl::Duration now) {
    output_.Append(stream_.Rest());
    const int status = terminal_->WaitStatus(kPatience);
    record.duration = now - record.start;
    if (WIFSIGNALED(status)) record.signal = WTERMSIG(status);
    record.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    lost_ = absl::StrCat("the operator's shell ended during the command on line ", record.line);
    return absl::OkStatus();
  }

  absl::Status GiveUp(CommandRecord& record, absl::Duration now) {
    record.duration = now - record.start;
    record.exit_code = 128 + SIGKILL;
    lost_ = absl::StrCat("the command on line ", record.line,
                         " could not be ended; the operator's session is lost");
    return absl::OkStatus();
  }

  std::vector<CommandRecord> WithNested(const CommandRecord& record, NestedCommands& nested) {
    std::vector<CommandRecord> records = {record};
    for (NestedCommand& command : nested.Finish(record.exit_code, record.start + record.duration)) {
      CommandRecord inner;
      inner.text = std::move(command.text);
      inner.run_text = inner.text;
      inner.line = command.line;
      inner.start = command.start;
      inner.duration = command.duration;
      inner.exit_code = command.exit_code;
      inner.nested = true;
      inner.output_file = record.output_file;
      inner.verbatim = record.verbatim;
      inner.tolerated = record.tolerated;
      inner.found_nothing = record.found_nothing && inner.exit_code == record.exit_code;
      records.push_back(std::move(inner));
    }
    return records;
  }

  DrillHost& host_;
  const SessionOptions options_;
  ShellStreams stream_;
  // Of the operator's own shell.
  const std::string nonce_;
  const absl::Duration opened_;
  std::unique_ptr<Terminal> terminal_;
  std::string shell_pid_;
  // Of the shells around it, outermost first.
  std::vector<std::string> outer_pids_;
  MaskedFile output_;
  int count_ = 0;
  // The last line that the step's script announced.
  int script_line_ = 0;
  // The block that `exit` has ended.
  int left_block_ = -1;
  std::string lost_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<OperatorSession>> OperatorSession::Open(
    DrillHost& host, const SessionOptions& options) {
  auto session = std::make_unique<TerminalSession>(host, options, MakeNonce());
  RETURN_IF_ERROR(session->Start());
  return std::unique_ptr<OperatorSession>(std::move(session));
}

}  // namespace drill
