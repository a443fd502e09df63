// Portraits of healthy machines are taken once for each seed, and kept.
#ifndef HARNESS_SEED_KEPT_PORTRAITS_H_
#define HARNESS_SEED_KEPT_PORTRAITS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "harness/stack/stack.pb.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

class KeptPortraits {
 public:
  // `directory` holds nothing else. It is made when something is kept.
  explicit KeptPortraits(std::string directory) : directory_(std::move(directory)) {}

  // What was kept of `stack`, as it is declared now, on the seed `tree`. NotFound where nothing
  // was, DataLoss where it is damaged.
  absl::StatusOr<HealthyMachines> Read(const std::string& tree, const Stack& stack) const;

  // Keeps `machines` for Read(), and removes what nobody reads any more: portraits of trees that
  // are not among `seeds`, which are all that there are, and those of earlier formats. Those of a
  // later format stay: another checkout of the harness may use the same cache.
  absl::Status Keep(const std::string& tree, const Stack& stack, const HealthyMachines& machines,
                    const std::vector<std::string>& seeds) const;

 private:
  std::string PathOf(const std::string& tree, const Stack& stack) const;

  std::string directory_;
};

}  // namespace drill

#endif  // HARNESS_SEED_KEPT_PORTRAITS_H_
