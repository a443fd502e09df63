// What a drill must leave on this machine as it found it, beside its own things: settings of the
// kernel and of the disks' queues, modules, swap, loop devices, the clock.
#ifndef HARNESS_HOST_MACHINE_STATE_H_
#define HARNESS_HOST_MACHINE_STATE_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace drill {

struct MachineState {
  // Content by file, of /proc/sys and /sys/block/*/queue, without what counts or changes by itself.
  std::map<std::string, std::string> settings;
  std::set<std::string> modules;
  std::set<std::string> swaps;
  // Files behind loop devices, without those of the cache.
  std::set<std::string> loop_files;
  // Wall clock minus the monotonic clock, which nobody can set.
  absl::Duration clock_offset;
};

// `root`: of the machine, "" for this one. What cannot be read is left out.
MachineState ReadMachineState(const std::string& cache_directory, const std::string& root = "");

// What is different, a sentence each. A setting that only one of them has came or went with its
// module or device, and is left out; so are modules that the kernel loads by itself when a network
// or a file system is used for the first time.
std::vector<std::string> CompareMachineStates(const MachineState& before,
                                              const MachineState& after);

}  // namespace drill

#endif  // HARNESS_HOST_MACHINE_STATE_H_
