// One of several drills: where it writes, and what runs it there.
#ifndef HARNESS_DRILL_DRILL_PLACE_H_
#define HARNESS_DRILL_DRILL_PLACE_H_

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "harness/drill/one_drill.h"
#include "harness/drill/prepared_drill.h"

namespace drill {

struct DrillPlace {
  // Does not exist yet.
  std::string run_directory;
  // Of its lines on the console, where several are drilled at once.
  std::string prefix;
  // Which of the drills it is, from 0.
  int number = 0;
  // As OneDrill's.
  std::function<void()> when_compared = {};
};

using RunOneAt =
    std::function<absl::StatusOr<OneDrillResult>(const PreparedDrill&, const DrillPlace&)>;

}  // namespace drill

#endif  // HARNESS_DRILL_DRILL_PLACE_H_
