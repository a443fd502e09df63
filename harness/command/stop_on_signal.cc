#include "harness/command/stop_on_signal.h"

#include <signal.h>
#include <unistd.h>

#include <initializer_list>

namespace drill {
namespace {

StopToken stop_token;

extern "C" void OnSignal(int) {
  static constexpr char kSaid[] =
      "\nStopping; what was started is being removed (once more: this ends at once, and it is "
      "removed behind it).\n";
  (void)!write(STDERR_FILENO, kSaid, sizeof(kSaid) - 1);
  stop_token.RequestStop();
}

}  // namespace

const StopToken& StopOnSignals() {
  struct sigaction action = {};
  action.sa_handler = OnSignal;
  // Once: the second signal finds the default action.
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int number : {SIGINT, SIGTERM}) sigaction(number, &action, nullptr);
  action.sa_flags = 0;
  sigaction(SIGHUP, &action, nullptr);
  return stop_token;
}

void StopBecause(const char* why) { stop_token.RequestStop(why); }

}  // namespace drill
