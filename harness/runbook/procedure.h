// A procedure: a heading and the blocks under it, up to the next heading of its level or above.
#ifndef HARNESS_RUNBOOK_PROCEDURE_H_
#define HARNESS_RUNBOOK_PROCEDURE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/runbook/document.h"

namespace drill {

struct Procedure {
  Heading heading;
  // Both inclusive; sub-headings are inside.
  int first_line = 0;
  int last_line = 0;
  // All code blocks in it, in order.
  std::vector<CodeBlock> blocks;
};

// The procedure under the heading that reads `heading`: to the letter first, else without regard to
// case, numbering, emoji and emphasis; or under the path "Image / Procedure", which names headings
// above it. NotFound lists the nearest headings; InvalidArgument the lines and paths where it
// occurs more than once.
absl::StatusOr<Procedure> FindProcedure(const Document& document, absl::string_view heading);

// What a scenario calls the `index`-th heading: its text, with those above it where the text alone
// occurs more than once.
std::string ProcedureName(const Document& document, size_t index);

// Of the document's `index`-th heading.
Procedure ProcedureAt(const Document& document, size_t index);

// The names of headings that have a runnable block of their own, before the next heading of any
// level.
std::vector<std::string> ProcedureHeadings(const Document& document);

// Letters and digits in lower case, single blanks between words, leading numbering gone.
std::string NormalHeading(absl::string_view text);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_PROCEDURE_H_
