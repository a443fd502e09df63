// What of a machine is meant to be after the procedure as it was before it, and so may differ from
// healthy machines.
#ifndef HARNESS_TWIN_MEANT_TO_STAY_H_
#define HARNESS_TWIN_MEANT_TO_STAY_H_

#include <set>
#include <string>
#include <vector>

#include "harness/scenario/difference.pb.h"
#include "harness/twin/compare_portraits.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

struct MeantToStay {
  // The machine before the procedure, on the parts that are meant to stay. Not owned; null: nothing
  // stays.
  const Portrait* before = nullptr;
  // What may be as it was. Never a request's status, errors or speed: a part that stays may answer
  // otherwise than the healthy release does, but not badly.
  std::set<Category> categories;
  // Of the containers, those of these services ("web", "shop/web"): the others are expected as on
  // healthy machines.
  std::set<std::string> services;
};

// Takes out of the findings, and adds to what is declared, each difference that the machine had
// before the procedure already and that is meant to stay. Pure.
TwinComparison WithoutWhatStays(TwinComparison compared, const std::vector<Portrait>& healthy,
                                const MeantToStay& meant);

}  // namespace drill

#endif  // HARNESS_TWIN_MEANT_TO_STAY_H_
