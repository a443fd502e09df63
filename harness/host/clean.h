// `tools/drill clean`: removes what earlier runs left on this machine.
#ifndef HARNESS_HOST_CLEAN_H_
#define HARNESS_HOST_CLEAN_H_

#include <string>
#include <vector>

#include "harness/host/store.h"

namespace drill {

struct CleanReport {
  // In the words of Inventory().
  std::vector<std::string> removed;
  // What resisted.
  std::vector<std::string> left;
  // Sessions of living harnesses, left alone.
  std::vector<std::string> in_use;
};

// Removes everything of sessions whose harness and reaper are gone, and trees that were never
// completed. Sealed trees are a cache, not a trace: they stay.
CleanReport Clean(Store& store);

}  // namespace drill

#endif  // HARNESS_HOST_CLEAN_H_
