// Once round all migrations: does the way up still work after a way down?
#ifndef HARNESS_VERIFY_MIGRATION_CYCLE_H_
#define HARNESS_VERIFY_MIGRATION_CYCLE_H_

#include <string>
#include <vector>

#include "harness/database/facts.pb.h"
#include "harness/journal/journal.pb.h"
#include "harness/stack/stack.pb.h"
#include "harness/verify/migrated_database.h"

namespace drill {

struct CycleInput {
  Migrations migrations;
  // Recorded for the release that is drilled, and for every release there is a record of.
  ReleaseFacts release;
  std::vector<ReleaseFacts> recorded;
};

// Drives the database, which loses its rows on the way, and checks revision and schema at every
// stop:
//   migration_cycle/head             up to the release's revision: its revision, its schema
//   migration_cycle/one_down         another revision; the schema of the release that has it
//   migration_cycle/up_again         as head
//   migration_cycle/base             no revision; no tables but the tool's own
//     or, where a revision has no way back,
//   migration_cycle/down_to_REV      at that revision
//   migration_cycle/refused_at_REV   the tool refuses to go further, and has changed nothing
//   migration_cycle/up_to_REV        at the revision of one_down: the schema that was recorded of
//                                    it, or else the same as from above
//   migration_cycle/head_again       as head
// A stop that fails does not end the cycle, where the tool can go on from where the database then
// stands: the way up that fails is what a wrong way down comes to. Once the database cannot be
// asked or looked at, it ends; that stop is undecided.
std::vector<CheckResult> RunMigrationCycle(const CycleInput& input, MigratedDatabase& database);

}  // namespace drill

#endif  // HARNESS_VERIFY_MIGRATION_CYCLE_H_
