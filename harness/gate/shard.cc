#include "harness/gate/shard.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace drill {
namespace {

constexpr int kMostShards = 1000;

}  // namespace

absl::StatusOr<Shard> ParseShard(absl::string_view text) {
  if (text.empty()) return Shard();
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(text, absl::MaxSplits('/', 1));
  Shard shard;
  const bool numbers = absl::StrContains(text, '/') &&
                       absl::SimpleAtoi(parts.first, &shard.index) &&
                       absl::SimpleAtoi(parts.second, &shard.total);
  if (numbers && shard.index >= 1 && shard.index <= shard.total && shard.total <= kMostShards)
    return shard;
  return absl::InvalidArgumentError(
      absl::StrCat(text, " is no shard; write I/N, the second of four is 2/4"));
}

}  // namespace drill
