// One of several machines that share the drills of a gate, or of a run.
#ifndef HARNESS_GATE_SHARD_H_
#define HARNESS_GATE_SHARD_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace drill {

struct Shard {
  // From 1 up to `total`.
  int index = 1;
  int total = 1;

  // Whether the piece of work with this number, from 0, is this shard's. Of N shards each has every
  // Nth piece, so that a list's expensive beginning is shared.
  bool Has(size_t number) const {
    return number % static_cast<size_t>(total) == static_cast<size_t>(index - 1);
  }
};

// "2/4". Empty: 1/1. InvalidArgument, with what to write, for anything else; at most 1000 shards.
absl::StatusOr<Shard> ParseShard(absl::string_view text);

}  // namespace drill

#endif  // HARNESS_GATE_SHARD_H_
