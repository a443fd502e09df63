// What a document tells a person to do and no block of shell says, so that nothing of it is run.
#ifndef HARNESS_RUNBOOK_LEFT_OUT_H_
#define HARNESS_RUNBOOK_LEFT_OUT_H_

#include <string>
#include <vector>

#include "harness/runbook/document.h"

namespace drill {

struct LeftOut {
  int line = 0;
  std::string what;
};

// Between two lines of the document, both inclusive, in their order: commands in inline code and in
// cells of tables, steps in prose, code by indentation or in HTML, code of other languages, and
// what blocks show that was not typed into a shell.
std::vector<LeftOut> FindLeftOut(const Document& document, int first_line, int last_line);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_LEFT_OUT_H_
