// A table by which a document decides what is rolled back for which issue.
#ifndef HARNESS_RUNBOOK_DECISION_TABLE_H_
#define HARNESS_RUNBOOK_DECISION_TABLE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/runbook/document.h"

namespace drill {

struct DecisionRow {
  // The text of the first cell.
  std::string issue;
  int line = 0;
  // The other cells, each after its column's heading: "Code: Yes".
  std::vector<std::string> cells;
  // The kinds of rollback that it asks for ("Yes"), and those that it leaves to people ("Maybe").
  std::vector<std::string> asked;
  std::vector<std::string> left_open;
};

// The rows of the table under `heading` whose columns `kinds` are kinds of rollback. NotFound or
// InvalidArgument, "path:line: what; remedy", for a heading without such a table, and for a cell of
// those columns that is empty.
absl::StatusOr<std::vector<DecisionRow>> FindDecisionTable(const Document& document,
                                                           absl::string_view heading,
                                                           const std::vector<std::string>& kinds);

// Case does not matter; null where no row is of that issue.
const DecisionRow* FindDecision(const std::vector<DecisionRow>& rows, absl::string_view issue);

// Issues of the rows that ask for a kind of rollback, or leave one open, which none of the kinds in
// `served` is, and of those that ask for none at all: a reader is left without a procedure.
std::vector<std::string> UnservedIssues(const std::vector<DecisionRow>& rows,
                                        const std::vector<std::string>& served);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_DECISION_TABLE_H_
