// For tests: the scenarios of a shop with two procedures, P1 and P2.
#ifndef HARNESS_GATE_SAMPLE_CATALOGUE_H_
#define HARNESS_GATE_SAMPLE_CATALOGUE_H_

#include <string>
#include <vector>

#include "harness/gate/gate_catalogue.h"

namespace drill {

inline GateCatalogue SampleCatalogue() {
  const auto are = [](const std::vector<std::string>& names) { return [names] { return names; }; };
  return GateCatalogue({{"shop/page_gone", "shop", "P1", false, are({"page only", "Total"})},
                        {"shop/bad_release", "shop", "P2", false, are({"release"})},
                        {"shop/known_bad_dump", "shop", "P3", true, are({"restore"})},
                        {"shop/slow", "shop", "P1", false, are({"page only"})},
                        {"mill/stopped", "mill", "M1", false, are({"restart"})}});
}

}  // namespace drill

#endif  // HARNESS_GATE_SAMPLE_CATALOGUE_H_
