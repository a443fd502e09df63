// Alternatives among the parts of a section: paragraphs and the blocks that they open, items of
// lists, tabs.
#ifndef HARNESS_RUNBOOK_SECTION_UNITS_H_
#define HARNESS_RUNBOOK_SECTION_UNITS_H_

#include <vector>

#include "harness/runbook/alternatives.h"
#include "harness/runbook/document.h"

namespace drill {

// Of the parts between two lines, both inclusive. Outer groups before those inside their
// alternatives. `blocks` are the runnable ones.
std::vector<AlternativeGroup> FindSectionGroups(const Document& document, int first_line,
                                                int last_line,
                                                const std::vector<ParsedBlock>& blocks);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_SECTION_UNITS_H_
