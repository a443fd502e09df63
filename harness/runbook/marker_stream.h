// Splits what comes from the operator's terminal into output and the driver's markers.
#ifndef HARNESS_RUNBOOK_MARKER_STREAM_H_
#define HARNESS_RUNBOOK_MARKER_STREAM_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace drill {

class MarkerStream {
 public:
  struct Piece {
    bool is_marker = false;
    // Output bytes, or what stands in the marker after the nonce.
    std::string text;
  };

  explicit MarkerStream(const std::string& nonce);

  // The pieces that are whole after these bytes, in order. A beginning that may become a marker is
  // held back until the next call.
  std::vector<Piece> Feed(absl::string_view bytes);

  // What was held back, as output: nothing more will come.
  std::string Rest() { return std::exchange(pending_, ""); }

 private:
  std::string start_;
  std::string pending_;
};

}  // namespace drill

#endif  // HARNESS_RUNBOOK_MARKER_STREAM_H_
