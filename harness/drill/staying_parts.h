// Which parts of a system a scenario expects to stay at another release, where only the others go
// back.
#ifndef HARNESS_DRILL_STAYING_PARTS_H_
#define HARNESS_DRILL_STAYING_PARTS_H_

#include <string>

#include "harness/scenario/scenario.pb.h"
#include "harness/twin/meant_to_stay.h"

namespace drill {

// Whether anything is expected to run another release than the system does.
bool SomePartsStay(const Expected& expected);

// What may be as it was before the procedure, of a system that is else expected as on machines of
// the release `healthy`: files, images and answers, the containers of services that are expected of
// another release, and the database where its schema is. Its portrait is left out.
MeantToStay StayingParts(const Expected& expected, const std::string& healthy);

}  // namespace drill

#endif  // HARNESS_DRILL_STAYING_PARTS_H_
