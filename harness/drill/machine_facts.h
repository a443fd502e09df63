// On what machine a drill runs, and how busy that is.
#ifndef HARNESS_DRILL_MACHINE_FACTS_H_
#define HARNESS_DRILL_MACHINE_FACTS_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/host/drill_host.h"
#include "harness/journal/journal.pb.h"

namespace drill {

// The machine that this process runs on. What it does not say stays empty. `root` is "" but in
// tests.
Machine ReadMachine(const std::string& root = "");

// Asks the drill host for the versions of its engine and of compose.
void ReadEngineVersions(DrillHost& host, Machine& machine);

// How busy the machine is, from one phase's end to the next one's.
class MachineLoadWatch {
 public:
  // `proc` is "/proc" but in tests. `clock` is not owned.
  explicit MachineLoadWatch(Clock& clock, std::string proc = "/proc");

  // Of the time since the last call, or since the watch was made.
  MachineLoad Since(const std::string& phase);

 private:
  // How long something waited for "cpu", "memory" or "io" since the machine started; nothing for
  // what the kernel does not tell.
  std::map<std::string, absl::Duration> Waited() const;

  Clock& clock_;
  const std::string proc_;
  absl::Duration at_;
  std::map<std::string, absl::Duration> waited_;
};

}  // namespace drill

#endif  // HARNESS_DRILL_MACHINE_FACTS_H_
