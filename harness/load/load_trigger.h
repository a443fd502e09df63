// Whether the load's own requests show what a document says must be seen before a rollback.
#ifndef HARNESS_LOAD_LOAD_TRIGGER_H_
#define HARNESS_LOAD_LOAD_TRIGGER_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "harness/journal/journal.pb.h"
#include "harness/stack/stack.pb.h"

namespace drill {

struct TriggerSight {
  bool seen = false;
  // What was seen, for people: "12.4 % of 200 requests failed in 5.0 s".
  std::string text;
};

// How long the trigger's requests are watched, once the document's time is shortened by this
// factor; zero for a trigger that is not about the load.
absl::Duration WatchedFor(const Trigger& trigger, double shortened);

// Of the windows "before" and "lately". Nothing is seen before "lately" is `watched` long, and from
// fewer than 20 requests. Pure.
TriggerSight SeeErrors(const ErrorRate& limit, absl::Duration watched,
                       const std::vector<LoadWindow>& windows);
TriggerSight SeeSlower(const SlowerThanBefore& limit, absl::Duration watched,
                       const std::vector<LoadWindow>& windows);

}  // namespace drill

#endif  // HARNESS_LOAD_LOAD_TRIGGER_H_
