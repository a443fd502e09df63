// What comes from a terminal in which one shell was opened inside another: output, the markers of
// the innermost shell, and the end of that shell as the one around it tells.
#ifndef HARNESS_RUNBOOK_SHELL_STREAMS_H_
#define HARNESS_RUNBOOK_SHELL_STREAMS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "harness/runbook/marker_stream.h"

namespace drill {

class ShellStreams {
 public:
  // `nonce` is that of the operator's own shell.
  explicit ShellStreams(const std::string& nonce) : inner_(nonce) {}

  // As MarkerStream::Feed(), for the innermost shell. What the shells around it mark is taken out.
  std::vector<MarkerStream::Piece> Feed(absl::string_view bytes);

  // From here on a shell with this nonce is the innermost.
  void Enter(const std::string& nonce);

  // The innermost shell has ended: the one around it is the innermost again.
  void Leave();

  // As MarkerStream::Rest().
  std::string Rest() { return inner_.Rest(); }

  // How many shells are around the innermost.
  size_t depth() const { return outer_.size(); }

  // The last marker of a shell around the innermost: the command that opened that one has ended.
  // Empty: it has not.
  const std::string& left() const { return left_; }

 private:
  MarkerStream inner_;
  // Outermost first.
  std::vector<MarkerStream> outer_;
  std::string left_;
};

}  // namespace drill

#endif  // HARNESS_RUNBOOK_SHELL_STREAMS_H_
