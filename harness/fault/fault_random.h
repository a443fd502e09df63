// The random choices of a drill's faults: the same seed makes the same choices, and each is kept
// for the journal.
#ifndef HARNESS_FAULT_FAULT_RANDOM_H_
#define HARNESS_FAULT_FAULT_RANDOM_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "harness/journal/journal.pb.h"

namespace drill {

class FaultRandom {
 public:
  explicit FaultRandom(uint64_t seed) : engine_(seed) {}

  // One of 0 .. bound - 1, all equally likely; `bound` is at least 1. Kept under `name`.
  uint64_t Below(uint64_t bound, absl::string_view name);

  // What follows from a choice (a file, an old byte) and belongs beside it.
  void Note(absl::string_view name, absl::string_view value);

  // Everything kept since the last call.
  std::vector<RandomChoice> TakeChoices();

 private:
  std::mt19937_64 engine_;
  std::vector<RandomChoice> choices_;
};

}  // namespace drill

#endif  // HARNESS_FAULT_FAULT_RANDOM_H_
