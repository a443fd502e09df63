// Which of a plan's scenarios a quarterly drill is of.
#ifndef HARNESS_QUARTERLY_DRAW_SCENARIO_H_
#define HARNESS_QUARTERLY_DRAW_SCENARIO_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace drill {

// One of 0 .. count - 1, always the same for the same seed and quarter; `count` is at least 1.
size_t DrawScenario(uint64_t seed, absl::string_view quarter, size_t count);

}  // namespace drill

#endif  // HARNESS_QUARTERLY_DRAW_SCENARIO_H_
