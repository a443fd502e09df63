#include "harness/runbook/named_revision.h"

#include <algorithm>
#include <climits>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace drill {

absl::StatusOr<std::vector<NamedRevision>> FindNamedRevisions(const Document& document,
                                                              absl::string_view heading) {
  int from = 0;
  int to = INT_MAX;
  for (const Heading& candidate : document.headings) {
    if (from > 0) {
      to = candidate.line;
      break;
    }
    if (candidate.text == heading) from = candidate.line;
  }
  if (from == 0) {
    return absl::NotFoundError(
        absl::StrCat(document.path, ":1: no heading \"", heading, "\" with a table of revisions"));
  }
  std::vector<NamedRevision> revisions;
  for (const Table& table : document.tables) {
    if (table.line < from || table.line > to) continue;
    for (const TableRow& row : table.rows) {
      if (row.cells.empty()) continue;
      std::string name(absl::StripAsciiWhitespace(row.cells[0].text));
      if (!name.empty()) revisions.push_back({std::move(name), row.line});
    }
  }
  if (revisions.empty()) {
    return absl::NotFoundError(absl::StrCat(document.path, ":", from, ": no table under \"",
                                            heading, "\" names revisions"));
  }
  return revisions;
}

std::vector<std::string> CompareRevisions(const std::string& path,
                                          const std::vector<NamedRevision>& named,
                                          const std::vector<std::string>& known) {
  std::vector<std::string> differences;
  for (const NamedRevision& revision : named) {
    if (std::count(known.begin(), known.end(), revision.name) > 0) continue;
    differences.push_back(absl::StrCat(path, ":", revision.line, ": names the revision ",
                                       revision.name, ", which the system does not know"));
  }
  std::vector<std::string> unnamed;
  for (const std::string& revision : known) {
    if (std::none_of(named.begin(), named.end(),
                     [&](const NamedRevision& other) { return other.name == revision; })) {
      unnamed.push_back(revision);
    }
  }
  if (!unnamed.empty()) {
    differences.push_back(
        absl::StrCat(path, ":", named.empty() ? 1 : named.front().line,
                     ": does not name what the system knows: ", absl::StrJoin(unnamed, ", ")));
  }
  return differences;
}

}  // namespace drill
