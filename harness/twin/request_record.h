// What came of one request that was asked many times.
#ifndef HARNESS_TWIN_REQUEST_RECORD_H_
#define HARNESS_TWIN_REQUEST_RECORD_H_

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/probe/http_exchange.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// Pure; not thread-safe.
class RequestRecord {
 public:
  // One answer, or why there was none. A status of 5xx, a refused and a broken connection are
  // errors; an answer that did not come in time is none: a busy machine is late, too.
  void Add(const absl::StatusOr<HttpReply>& reply, absl::Duration took);

  bool had_errors() const { return errors_ > 0; }
  int timed_out() const { return timed_out_; }
  // Whether no reply came at all, not even an error.
  bool unanswered() const { return errors_ == 0 && times_.empty(); }

  // `later`: asked again after a pause. What went wrong only the first time is forgotten; an error
  // that comes again, or then no answer at all, leaves what was seen first.
  void LookedAtAgain(RequestRecord later);

  // `later`: asked once more, some time after this. What it saw is there, too: a system can break a
  // while after it came back. Where it had no answer at all, that is what is true now.
  void Join(RequestRecord later);

  // Adds the traits and the latency of `object`; that it cannot be asked, where the request itself
  // cannot be used. Without any answer nothing is known but that, and the object is left out.
  void Paint(const std::string& object, Portrait* portrait) const;

 private:
  // All values of a field; one answer without it is the value "none".
  using Values = std::map<std::string, std::set<std::string>>;

  // Whether there is something to take in; remembers it.
  bool IsNewHead(const HttpReply& reply);
  bool IsNewBody(const HttpReply& reply);
  void TakeIn(const HttpReply& reply, Values* values);
  // A field that only one of the two has is "none" in the other.
  static void JoinValues(const Values& later, Values* values);

  // Fields of replies without an error, and of errors.
  Values answers_;
  Values failures_;
  // What was taken in already: heads, and hashes of bodies with the size of all of them.
  std::set<std::string> heads_;
  std::set<size_t> bodies_;
  size_t body_bytes_ = 0;
  std::vector<absl::Duration> times_;
  int errors_ = 0;
  int timed_out_ = 0;
  // Why the request cannot be sent at all.
  std::string unusable_;
};

}  // namespace drill

#endif  // HARNESS_TWIN_REQUEST_RECORD_H_
