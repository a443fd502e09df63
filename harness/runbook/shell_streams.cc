#include "harness/runbook/shell_streams.h"

#include <utility>

#include "absl/strings/match.h"

namespace drill {

std::vector<MarkerStream::Piece> ShellStreams::Feed(absl::string_view bytes) {
  std::vector<MarkerStream::Piece> pieces = inner_.Feed(bytes);
  for (MarkerStream& outer : outer_) {
    std::vector<MarkerStream::Piece> rest;
    for (MarkerStream::Piece& piece : pieces) {
      if (piece.is_marker) {
        rest.push_back(std::move(piece));
        continue;
      }
      for (MarkerStream::Piece& part : outer.Feed(piece.text)) {
        // Others come before it: the shell announces what it runs at its prompt.
        if (part.is_marker && absl::StartsWith(part.text, "E ")) left_ = part.text;
        if (!part.is_marker) rest.push_back(std::move(part));
      }
    }
    pieces = std::move(rest);
  }
  return pieces;
}

void ShellStreams::Enter(const std::string& nonce) {
  outer_.push_back(std::exchange(inner_, MarkerStream(nonce)));
}

void ShellStreams::Leave() {
  inner_ = std::move(outer_.back());
  outer_.pop_back();
  left_.clear();
}

}  // namespace drill
