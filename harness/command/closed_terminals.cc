#include "harness/command/closed_terminals.h"

#include <signal.h>

namespace drill {
namespace {

std::atomic<int> closed{0};
static_assert(std::atomic<int>::is_always_lock_free, "changed in a signal handler");

extern "C" void OnClosed(int) { ++closed; }

// What reads the output may have been closed with the terminal. Not ignored: what is ignored is
// ignored in every program that is started, too.
extern "C" void OnNobodyReads(int) {}

}  // namespace

const std::atomic<int>& CountClosedTerminals() {
  struct sigaction action = {};
  action.sa_flags = SA_RESTART;
  action.sa_handler = OnNobodyReads;
  sigaction(SIGPIPE, &action, nullptr);
  action.sa_handler = OnClosed;
  sigaction(SIGHUP, &action, nullptr);
  return closed;
}

}  // namespace drill
