// Whether a shell that has read these lines waits for more: a backslash, an open quote, a
// here-document, a pipe at the end.
#ifndef HARNESS_RUNBOOK_OPEN_COMMAND_H_
#define HARNESS_RUNBOOK_OPEN_COMMAND_H_

#include <deque>
#include <string>

#include "absl/strings/string_view.h"

namespace drill {

class OpenCommand {
 public:
  // Takes the next line of what is typed.
  void Read(absl::string_view line);

  bool open() const { return quote_ != 0 || continues_ || !delimiters_.empty(); }
  // The next line is text of a here-document.
  bool in_here_document() const { return quote_ == 0 && !continues_ && !delimiters_.empty(); }

 private:
  void ReadCode(absl::string_view line);
  // Length of `<<WORD` at `at`; 0 when there is none.
  size_t ReadHereDocument(absl::string_view line, size_t at);

  // The quote that is open, or 0.
  char quote_ = 0;
  bool continues_ = false;
  // Words that end the here-documents which are open, in order.
  std::deque<std::string> delimiters_;
};

}  // namespace drill

#endif  // HARNESS_RUNBOOK_OPEN_COMMAND_H_
