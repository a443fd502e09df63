#include "harness/runbook/marker_stream.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/runbook/driver_script.h"

namespace drill {

MarkerStream::MarkerStream(const std::string& nonce)
    : start_(absl::StrCat(std::string(1, kMarkerStart), nonce, " ")) {}

std::vector<MarkerStream::Piece> MarkerStream::Feed(absl::string_view bytes) {
  absl::StrAppend(&pending_, bytes);
  std::vector<Piece> pieces;
  std::string output;
  size_t at = 0;
  const auto flush = [&] {
    if (!output.empty()) pieces.push_back({false, std::exchange(output, "")});
  };
  while (at < pending_.size()) {
    const absl::string_view rest = absl::string_view(pending_).substr(at);
    if (!absl::StartsWith(rest, start_)) {
      // Half a marker's start at the very end may be completed by the next bytes.
      if (rest.size() < start_.size() && absl::StartsWith(start_, rest)) break;
      const size_t next = pending_.find(kMarkerStart, at + 1);
      const size_t end = next == std::string::npos ? pending_.size() : next;
      output.append(pending_, at, end - at);
      at = end;
      continue;
    }
    const size_t end = pending_.find(kMarkerEnd, at);
    if (end == std::string::npos) break;
    flush();
    pieces.push_back({true, pending_.substr(at + start_.size(), end - at - start_.size())});
    at = end + 1;
  }
  flush();
  pending_.erase(0, at);
  return pieces;
}

}  // namespace drill
