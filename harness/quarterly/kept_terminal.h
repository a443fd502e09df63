// Keeps a led drill going when its terminal is closed, and lets another terminal take it up.
#ifndef HARNESS_QUARTERLY_KEPT_TERMINAL_H_
#define HARNESS_QUARTERLY_KEPT_TERMINAL_H_

#include <unistd.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/descriptor.h"
#include "harness/base/descriptor_message.h"
#include "harness/base/stop_token.h"
#include "harness/drill/attendance.h"
#include "harness/quarterly/absence_watch.h"

namespace drill {

struct KeptTerminalOptions {
  // The numbers behind which the terminal is: what is read from and written to them goes to another
  // one once the drill was taken up there, and nowhere while nobody is there.
  int input = STDIN_FILENO;
  int output = STDOUT_FILENO;
  int errors = STDERR_FILENO;
  // An absence that lasts as long ends the drill.
  absl::Duration away_limit = absl::Hours(1);
  // From its call on closed terminals do not end the process and are counted. Never null.
  std::function<const std::atomic<int>&()> count_closed;
  const StopToken* stop = nullptr;
  // Stops the drill for that reason, a text that lives as long as the process.
  std::function<void(const char* why)> request_stop;
};

// Thread-safe. A thread of its own listens at a socket in the run directory.
class KeptTerminal : public Attendance {
 public:
  KeptTerminal(KeptTerminalOptions options, Clock& clock);
  // As Finish(), for a drill that has no exit code: whoever is attached is left alone.
  ~KeptTerminal() override;
  KeptTerminal(const KeptTerminal&) = delete;
  KeptTerminal& operator=(const KeptTerminal&) = delete;

  bool away() const override { return away_; }
  int terminal() const override { return terminal_; }
  // A terminal that was closed is none any more; of an input that somebody ended it still is one.
  bool IsClosed() override { return away_ || HungUp(); }
  absl::Status Begin(const std::string& run_directory, AttendanceHooks hooks) override;
  void End() override;

  // Tells the terminal that has taken the drill up how it ended. Nobody can take it up any more.
  void Finish(int exit_code);

 private:
  bool HungUp() const { return is_terminal_ && isatty(options_.input) != 1; }
  void Attend();
  void LookAtTerminal();
  void LookAtAbsence();
  void HearAttached();
  void Meet();
  void TakeUp(DescriptorMessage message, Descriptor connection);
  void Leave();
  void Put(int input, int output, int errors);
  void Record(AbsenceEnd ended_by);
  void StopListening();

  const KeptTerminalOptions options_;
  const std::atomic<int>* closed_ = nullptr;
  int closed_seen_ = 0;
  std::string socket_file_;
  Descriptor listener_, nowhere_, attached_;

  // Of the hooks and the absence.
  std::mutex mutex_;
  AttendanceHooks hooks_;
  AbsenceWatch watch_;

  std::atomic<bool> away_{false};
  std::atomic<int> terminal_{0};
  // The input is a terminal's, whose end can be seen.
  std::atomic<bool> is_terminal_{false};
  std::atomic<bool> finished_{false};
  std::thread thread_;
};

}  // namespace drill

#endif  // HARNESS_QUARTERLY_KEPT_TERMINAL_H_
