// Requests as a user's program sends them: with headers of its own, logged in where that is needed.
#ifndef HARNESS_PROBE_HTTP_SESSION_H_
#define HARNESS_PROBE_HTTP_SESSION_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "harness/base/clock.h"
#include "harness/probe/http_exchange.h"
#include "harness/probe/probe.pb.h"

namespace drill {

// Thread-safe.
class HttpSession {
 public:
  // `login` without a url: nobody logs in. `host_names` as for ExchangeHttp().
  HttpSession(HttpLogin login, std::vector<std::string> host_names, Clock* clock = &RealClock())
      : login_(std::move(login)), host_names_(std::move(host_names)), clock_(*clock) {}

  // As ExchangeHttp(), after a login where there is none yet. An answer of 401 ends the login: the
  // request is sent again after a new one, once, as a program would do whose session the system has
  // forgotten. All within the request's time. A login that is refused is the request's own failure:
  // Unavailable, for it was never sent.
  absl::StatusOr<HttpReply> Exchange(HttpRequest request);

  // The login alone, so that no request's time holds it. `request` says how long it may take, and
  // whom https trusts.
  absl::Status Begin(const HttpRequest& request);

 private:
  using Headers = std::vector<std::pair<std::string, std::string>>;

  // What later requests carry. `refused`: those that the system no longer takes; empty: none yet.
  absl::StatusOr<Headers> LoggedIn(const HttpRequest& request, const Headers& refused);
  absl::StatusOr<Headers> LogIn(const HttpRequest& request) const;

  const HttpLogin login_;
  const std::vector<std::string> host_names_;
  Clock& clock_;
  // Held during a login: one is enough for all that wait for it.
  absl::Mutex mutex_;
  Headers headers_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace drill

#endif  // HARNESS_PROBE_HTTP_SESSION_H_
