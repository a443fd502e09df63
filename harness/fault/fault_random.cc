#include "harness/fault/fault_random.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace drill {

uint64_t FaultRandom::Below(uint64_t bound, absl::string_view name) {
  // The standard library's distributions differ between implementations; a seed must not. What lies
  // above the last whole multiple of the bound is drawn again.
  const uint64_t limit = std::mt19937_64::max() - std::mt19937_64::max() % bound;
  uint64_t drawn;
  do {
    drawn = engine_();
  } while (drawn >= limit);
  Note(name, absl::StrCat(drawn % bound));
  return drawn % bound;
}

void FaultRandom::Note(absl::string_view name, absl::string_view value) {
  RandomChoice& choice = choices_.emplace_back();
  choice.set_name(std::string(name));
  choice.set_value(std::string(value));
}

std::vector<RandomChoice> FaultRandom::TakeChoices() { return std::exchange(choices_, {}); }

}  // namespace drill
