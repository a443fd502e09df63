// What the stack's database server has besides the rows: roles, grants, settings, triggers,
// sequences.
#ifndef HARNESS_TWIN_DATABASE_PORTRAIT_H_
#define HARNESS_TWIN_DATABASE_PORTRAIT_H_

#include "harness/host/drill_host.h"
#include "harness/stack/stack.pb.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// Adds the database's traits; nothing where the stack has none. What cannot be looked at is told in
// the portrait.
void PaintDatabase(DrillHost& host, const Stack& stack, Portrait* portrait);

}  // namespace drill

#endif  // HARNESS_TWIN_DATABASE_PORTRAIT_H_
