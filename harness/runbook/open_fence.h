// Code fences that are never closed, also where what follows happens to parse.
#ifndef HARNESS_RUNBOOK_OPEN_FENCE_H_
#define HARNESS_RUNBOOK_OPEN_FENCE_H_

#include <string>
#include <vector>

#include "harness/runbook/markdown_node.h"

namespace drill {

struct OpenFence {
  // Where it opens, 1-based.
  int line = 0;
  // "what; remedy".
  std::string what;
};

// `lines` are those of the parsed text. A fence that forgets its end takes the next one for it: so
// that a block is open, too, when another block opens inside it.
std::vector<OpenFence> FindOpenFences(const Markdown& markdown,
                                      const std::vector<std::string>& lines);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_OPEN_FENCE_H_
