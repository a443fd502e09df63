// `tools/drill clean`: removes what earlier runs left on this machine.
#ifndef HARNESS_HOST_CLEAN_H_
#define HARNESS_HOST_CLEAN_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/host/store.h"

namespace drill {

struct CleanReport {
  // What was removed, in the words of Inventory().
  std::vector<std::string> removed;
  // What could not be removed.
  std::vector<std::string> left;
  // Sessions of living harnesses, left alone.
  std::vector<std::string> in_use;
};

// Removes everything of sessions whose harness and reaper are gone, kept hosts too, and trees that
// were never completed. Sealed trees are a cache, not a trace: they stay.
CleanReport Clean(Store& store);

// Removes one kept host alone. NotFound, naming those there are, when it is none.
absl::StatusOr<CleanReport> CleanKept(Store& store, const std::string& id);

}  // namespace drill

#endif  // HARNESS_HOST_CLEAN_H_
