#include "harness/quarterly/draw_scenario.h"

#include <random>
#include <vector>

namespace drill {

size_t DrawScenario(uint64_t seed, absl::string_view quarter, size_t count) {
  std::vector<uint32_t> words = {static_cast<uint32_t>(seed), static_cast<uint32_t>(seed >> 32)};
  for (const char c : quarter) words.push_back(static_cast<unsigned char>(c));
  // The standard says what both make of these words, to the bit.
  std::seed_seq sequence(words.begin(), words.end());
  return std::mt19937_64(sequence)() % count;
}

}  // namespace drill
