// On what machine a drill runs.
#ifndef HARNESS_DRILL_MACHINE_FACTS_H_
#define HARNESS_DRILL_MACHINE_FACTS_H_

#include <string>

#include "harness/host/drill_host.h"
#include "harness/journal/journal.pb.h"

namespace drill {

// The machine that this process runs on. What it does not say stays empty. `root` is "" but in
// tests.
Machine ReadMachine(const std::string& root = "");

// Asks the drill host for the versions of its engine and of compose.
void ReadEngineVersions(DrillHost& host, Machine& machine);

// The same, asked only of the first machine that answers: all clones of a seed have the engine that
// is in it. `seed` is its key. Thread-safe.
void ReadEngineVersionsOnce(const std::string& seed, DrillHost& host, Machine& machine);

}  // namespace drill

#endif  // HARNESS_DRILL_MACHINE_FACTS_H_
