#include "harness/journal/red_first.h"

#include <algorithm>

#include "absl/strings/match.h"

namespace drill {
namespace {

int Rank(const std::string& line) {
  if (absl::StrContains(line, ": red: ")) return 0;
  return absl::StrContains(line, ": green: ") ? 2 : 1;
}

}  // namespace

std::vector<std::string> RedFirst(std::vector<std::string> lines) {
  std::stable_sort(lines.begin(), lines.end(),
                   [](const std::string& a, const std::string& b) { return Rank(a) < Rank(b); });
  return lines;
}

std::vector<std::string> RedFirst(const google::protobuf::RepeatedPtrField<std::string>& lines) {
  return RedFirst(std::vector<std::string>(lines.begin(), lines.end()));
}

}  // namespace drill
