// For tests of a comparison that paints its judgement among the traits.
#ifndef HARNESS_TWIN_FINDINGS_OF_H_
#define HARNESS_TWIN_FINDINGS_OF_H_

#include <functional>
#include <string>
#include <vector>

#include "harness/twin/compare_portraits.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// What is found of `found` once it was judged, as text.
inline std::vector<std::string> FindingsOf(
    const std::function<void(std::vector<Portrait>*, Portrait*)>& judge,
    std::vector<Portrait> healthy, Portrait found) {
  judge(&healthy, &found);
  std::vector<std::string> texts;
  for (const TwinDifference& one : ComparePortraits(healthy, found, {}).findings)
    texts.push_back(ToText(one));
  return texts;
}

}  // namespace drill

#endif  // HARNESS_TWIN_FINDINGS_OF_H_
