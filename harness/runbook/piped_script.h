// A script that a command feeds to another shell from a here-document, and how far that shell came:
//
//   ssh host 'bash -s' <<EOF
//   docker compose exec -T db psql -c '...'     # reads the rest of the script as its input
//   docker compose up -d                        # never runs, and the exit code is 0
//   EOF
#ifndef HARNESS_RUNBOOK_PIPED_SCRIPT_H_
#define HARNESS_RUNBOOK_PIPED_SCRIPT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "harness/runbook/plan.h"

namespace drill {

class PipedScript {
 public:
  struct Command {
    // 1-based line of the document.
    int line = 0;
    std::string text;
  };

  // Nothing for a step that is no such command; nor for one whose script opens a further shell,
  // which reads on where the first one stopped, and for one whose output is kept, which must not
  // hold anything of the harness's. An error of the parser is nothing, too.
  static std::optional<PipedScript> Find(const Step& step);

  // The step's text, with the script announcing each line of its own that a bash begins: as
  // "S line" in a marker of the session's (driver_script.h), on its standard error. A shell that is
  // no bash announces nothing. The script's lines stay where they are.
  std::string Announcing(absl::string_view nonce) const;

  // The script's commands that begin after this line of the script, the last that was announced;
  // none where none was announced.
  std::vector<Command> After(int script_line) const;

 private:
  struct Part {
    Command command;
    // The command's first line in the script, 1-based.
    int first = 0;
  };

  std::string run_text_;
  // Offset of the script in run_text_.
  size_t begin_ = 0;
  // Whether the outer shell expands the here-document, whose delimiter is then not quoted.
  bool expanded_ = false;
  std::vector<Part> parts_;
};

}  // namespace drill

#endif  // HARNESS_RUNBOOK_PIPED_SCRIPT_H_
