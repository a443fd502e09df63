// Which shell variables are set where a statement of a document runs.
#ifndef HARNESS_RUNBOOK_KNOWN_VARIABLES_H_
#define HARNESS_RUNBOOK_KNOWN_VARIABLES_H_

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "harness/runbook/alternatives.h"
#include "harness/runbook/document.h"

namespace drill {

// What is known of the shell variables at one place in the document.
struct KnownVariables {
  // Variables set before the place, in the outermost procedure that holds it.
  std::set<std::string> before;
  // Variables set anywhere in that procedure: a function that is called later sees them.
  std::set<std::string> anywhere;
  // Line of the first statement before it that may set anything, such as `source .env`; 0: none.
  int unknown_line = 0;
};

class VariablesOfDocument {
 public:
  // Both must outlive it.
  VariablesOfDocument(const Document& document, const std::vector<ParsedBlock>& blocks)
      : document_(document), blocks_(blocks) {}

  KnownVariables At(int line) const;

  // The first line that sets the variable, wherever in the document; 0: none does.
  int SetOnLine(const std::string& name) const;

 private:
  // First and last line of the outermost procedure around a line.
  std::pair<int, int> ProcedureAround(int line) const;

  const Document& document_;
  const std::vector<ParsedBlock>& blocks_;
};

}  // namespace drill

#endif  // HARNESS_RUNBOOK_KNOWN_VARIABLES_H_
