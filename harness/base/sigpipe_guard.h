// Keeps a write to a connection that the other side has closed from ending the process, without
// changing how signals are handled elsewhere: what is ignored here would be ignored in every child.
#ifndef HARNESS_BASE_SIGPIPE_GUARD_H_
#define HARNESS_BASE_SIGPIPE_GUARD_H_

#include <signal.h>
#include <time.h>

namespace drill {

// Holds SIGPIPE back from the calling thread for the time of its life, and drops one that came.
// The thread must not start programs meanwhile.
class SigpipeGuard {
 public:
  SigpipeGuard() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~SigpipeGuard() {
    const timespec now = {0, 0};
    if (!was_pending_) sigtimedwait(&pipe_, nullptr, &now);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  SigpipeGuard(const SigpipeGuard&) = delete;
  SigpipeGuard& operator=(const SigpipeGuard&) = delete;

 private:
  sigset_t pipe_;
  sigset_t before_;
  bool was_pending_;
};

}  // namespace drill

#endif  // HARNESS_BASE_SIGPIPE_GUARD_H_
