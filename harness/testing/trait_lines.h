// Portraits as lines, which a test can list.
#ifndef HARNESS_TESTING_TRAIT_LINES_H_
#define HARNESS_TESTING_TRAIT_LINES_H_

#include <string>
#include <vector>

#include "harness/twin/portrait.pb.h"

namespace drill {

// Of each trait in its order "OBJECT: FIELD: VALUE", or "OBJECT" for one that is there, followed by
// " (idle)" where a new one would have no effect.
std::vector<std::string> TraitLines(const Portrait& portrait);

}  // namespace drill

#endif  // HARNESS_TESTING_TRAIT_LINES_H_
