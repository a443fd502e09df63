#include "harness/quarterly/kept_terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cstring>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/local_socket.h"
#include "harness/base/status_macros.h"
#include "harness/quarterly/terminal_messages.h"

namespace drill {
namespace {

// The longest time in which a closed terminal is not seen.
constexpr int kSliceMs = 50;
// Whoever connects and says nothing must not hold up the others.
constexpr absl::Duration kFirstWord = absl::Seconds(1);

constexpr char kByTheUser[] = "stopped by the user";
constexpr char kNobodyCame[] =
    "the terminal was closed, and nobody took the drill up again within the plan's away_limit";

std::string Refusal() {
  return absl::StrCat(kRefused,
                      "somebody is at the drill's terminal; close that one first, or where it is "
                      "out of reach let the drill go from it by `kill -HUP ",
                      getpid(), "`");
}

}  // namespace

KeptTerminal::KeptTerminal(KeptTerminalOptions options, Clock& clock)
    : options_(std::move(options)), watch_(options_.away_limit, clock) {}

KeptTerminal::~KeptTerminal() { StopListening(); }

absl::Status KeptTerminal::Begin(const std::string& run_directory, AttendanceHooks hooks) {
  nowhere_ = Descriptor(open("/dev/null", O_RDWR | O_CLOEXEC));
  if (!nowhere_.valid()) return absl::InternalError(absl::StrCat("/dev/null: ", strerror(errno)));
  ASSIGN_OR_RETURN(listener_, ListenAt(run_directory, kTerminalSocket));
  socket_file_ = absl::StrCat(run_directory, "/", kTerminalSocket);
  is_terminal_ = isatty(options_.input) == 1;
  hooks_ = std::move(hooks);
  closed_ = &options_.count_closed();
  closed_seen_ = *closed_;
  thread_ = std::thread([this] { Attend(); });
  return absl::OkStatus();
}

void KeptTerminal::End() {
  Record(ABSENCE_END_ENDED);
  const std::lock_guard<std::mutex> lock(mutex_);
  hooks_ = {};
}

void KeptTerminal::Finish(int exit_code) {
  StopListening();
  if (attached_.valid()) SendMessage(attached_.get(), EndedMessage(exit_code)).IgnoreError();
  attached_ = Descriptor();
}

void KeptTerminal::StopListening() {
  if (!thread_.joinable()) return;
  finished_ = true;
  thread_.join();
  listener_ = Descriptor();
  unlink(socket_file_.c_str());
}

void KeptTerminal::Attend() {
  while (!finished_) {
    std::array<pollfd, 2> ready = {pollfd{listener_.get(), POLLIN, 0},
                                   pollfd{attached_.get(), POLLIN, 0}};
    const bool any = poll(ready.data(), ready.size(), kSliceMs) > 0;
    LookAtTerminal();
    if (any && ready[1].revents != 0) HearAttached();
    LookAtAbsence();
    if (any && ready[0].revents != 0) Meet();
  }
}

void KeptTerminal::LookAtTerminal() {
  const int closed = *closed_;
  if (closed != closed_seen_ || HungUp()) Leave();
  closed_seen_ = closed;
}

void KeptTerminal::LookAtAbsence() {
  if (options_.stop->stopped()) return Record(ABSENCE_END_ENDED);
  bool over = false;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    over = watch_.IsOverLimit();
  }
  if (!over) return;
  Record(ABSENCE_END_LIMIT);
  options_.request_stop(kNobodyCame);
}

// The terminal's own program passes Ctrl-C on, and is gone when its terminal is.
void KeptTerminal::HearAttached() {
  if (!attached_.valid()) return;
  const absl::StatusOr<DescriptorMessage> message =
      ReceiveMessage(attached_.get(), absl::ZeroDuration());
  if (absl::IsDeadlineExceeded(message.status())) return;
  if (!message.ok()) return Leave();
  if (message->text == kStop) options_.request_stop(kByTheUser);
}

void KeptTerminal::Meet() {
  Descriptor connection(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
  if (!connection.valid()) return;
  absl::StatusOr<DescriptorMessage> message = ReceiveMessage(connection.get(), kFirstWord);
  if (!message.ok()) return;
  if (message->descriptors.size() != 3 || (message->text != kTakeUp && message->text != kEnd))
    return SendMessage(connection.get(), absl::StrCat(kRefused, "it is not understood"))
        .IgnoreError();
  if (!away_) return SendMessage(connection.get(), Refusal()).IgnoreError();
  TakeUp(*std::move(message), std::move(connection));
}

// Whoever waits for an answer goes on last: what was shown before is above the question.
void KeptTerminal::TakeUp(DescriptorMessage message, Descriptor connection) {
  if (!SendMessage(connection.get(), kTaken).ok()) return;
  attached_ = std::move(connection);
  const bool ends = message.text == kEnd;
  if (ends) {
    Record(ABSENCE_END_ENDED);
    options_.request_stop(kByTheUser);
  }
  Put(message.descriptors[0].get(), message.descriptors[1].get(), message.descriptors[2].get());
  is_terminal_ = isatty(options_.input) == 1;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (hooks_.show_again)
      hooks_.show_again(ends ? "The drill is ended; what was started is being removed."
                             : "The drill goes on at this terminal. Before:");
  }
  Record(ABSENCE_END_TAKEN_UP);
  ++terminal_;
  away_ = false;
}

void KeptTerminal::Leave() {
  attached_ = Descriptor();
  if (away_) return;
  away_ = true;
  is_terminal_ = false;
  const int nowhere = nowhere_.get();
  Put(nowhere, nowhere, nowhere);
  const std::lock_guard<std::mutex> lock(mutex_);
  watch_.Begin();
}

void KeptTerminal::Put(int input, int output, int errors) {
  dup2(input, options_.input);
  dup2(output, options_.output);
  dup2(errors, options_.errors);
}

void KeptTerminal::Record(AbsenceEnd ended_by) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const std::optional<Absence> absence = watch_.End(ended_by);
  if (absence && hooks_.record) hooks_.record(*absence);
}

}  // namespace drill
