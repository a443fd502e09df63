// What the stack's database server has besides the rows: roles, grants, settings, triggers,
// sequences; and what the rows of every table hold that were there when the seed was made.
#ifndef HARNESS_TWIN_DATABASE_PORTRAIT_H_
#define HARNESS_TWIN_DATABASE_PORTRAIT_H_

#include "harness/database/facts.pb.h"
#include "harness/host/drill_host.h"
#include "harness/stack/stack.pb.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// Adds the database's traits; nothing where the stack has none. `release`: what the seed recorded
// of the release that runs; null where it recorded nothing, and then no row is looked at. What
// cannot be looked at is told in the portrait.
void PaintDatabase(DrillHost& host, const Stack& stack, const ReleaseFacts* release,
                   Portrait* portrait);

// Adds only the rows that came since the seed recorded `release`: of a portrait of the healthy
// system, for AddEarlierRows(). What cannot be looked at is told in the portrait.
void PaintRowsThatCame(DrillHost& host, const Stack& stack, const ReleaseFacts& release,
                       Portrait* portrait);

}  // namespace drill

#endif  // HARNESS_TWIN_DATABASE_PORTRAIT_H_
