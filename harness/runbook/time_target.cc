#include "harness/runbook/time_target.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "harness/base/regex.h"
#include "harness/runbook/stated_time.h"
#include "harness/runbook/target_name.h"
#include "harness/runbook/time_limit.h"

namespace drill {
namespace {

// No procedure of people and machines is over in less; it is a latency.
constexpr absl::Duration kShortest = absl::Seconds(1);

bool Mentions(absl::string_view text, const char* words) {
  return ContainsRegex(RE2(absl::StrCat("(?i)\\b(?:", words, ")")), text);
}

// Of several columns of times the strictest reading is the target's own, then the longest allowed.
int TargetColumn(const Table& table) {
  const bool of_alerts = !table.header.empty() &&
                         Mentions(table.header[0].text, "severity|priority|alert|incident level");
  int column = -1, best = 0;
  for (size_t i = 1; i < table.header.size(); ++i) {
    const std::string& name = table.header[i].text;
    if (!NamesTarget(name)) continue;
    // How soon a person answers, unless the column says that it is not.
    if (of_alerts && !Mentions(name, "rto|recover|restor|roll")) continue;
    const int rank = Mentions(name, "target|rto") ? 3 : Mentions(name, "max") ? 2 : 1;
    const int own = rank - (Mentions(name, "typical") ? 2 : 0);
    if (own > best) {
      best = own;
      column = static_cast<int>(i);
    }
  }
  return column;
}

void AddRow(const TableRow& row, size_t column, std::vector<TimeTarget>& targets) {
  if (row.cells.size() <= column) return;
  const std::string& words = row.cells[column].text;
  const std::optional<absl::Duration> limit = ParseLimit(words);
  if (limit && *limit >= kShortest) targets.push_back({row.cells[0].text, *limit, words, row.line});
}

void AddTable(const Table& table, std::vector<TimeTarget>& targets) {
  const int column = TargetColumn(table);
  for (const TableRow& row : table.rows) {
    if (row.cells.empty() || NamesOtherTimeOrResponse(row.cells[0].text)) continue;
    if (column > 0) {
      AddRow(row, static_cast<size_t>(column), targets);
    } else if (table.header.size() == 2 && !NamesOtherTimeOrResponse(table.header[1].text) &&
               NamesTarget(row.cells[0].text) && row.cells.size() > 1 &&
               ParseWholeLimit(row.cells[1].text)) {
      // A table of names and values: | RTO | 15 minutes |
      AddRow(row, 1, targets);
    }
  }
}

void AddHeading(const Heading& heading, std::vector<TimeTarget>& targets) {
  static const auto* const parentheses = new RE2(R"(\(([^()]*)\))");
  for (const RegexMatch& match : FindAllRegex(*parentheses, heading.text)) {
    const absl::string_view words = match.groups[1];
    const std::optional<absl::Duration> limit = ParseLimit(words);
    if (!limit || *limit < kShortest || NamesOtherTime(words)) continue;
    const std::string name(
        absl::StripAsciiWhitespace(absl::string_view(heading.text).substr(0, match.begin)));
    if (NamesOtherTime(name) || NamesFollowUp(name)) continue;
    if (absl::StrContains(absl::AsciiStrToLower(words), "within") && NamesDuty(name)) continue;
    targets.push_back({name, *limit, LimitWords(words), heading.line});
  }
}

// The headings a line stands under, outermost first. The document's title is not among them: it
// names everything there is.
std::vector<const Heading*> HeadingsOver(const Document& document, int line) {
  std::vector<const Heading*> path;
  for (const Heading& heading : document.headings) {
    if (heading.line > line) break;
    while (!path.empty() && path.back()->level >= heading.level) path.pop_back();
    if (heading.line < line) path.push_back(&heading);
  }
  return path;
}

// Is the line about what comes after a procedure, or beside it?
bool IsFollowUp(const Document& document, int line) {
  const std::vector<const Heading*> path = HeadingsOver(document, line);
  return std::any_of(path.begin(), path.end(), [](const Heading* heading) {
    return heading->level > 1 && NamesFollowUp(heading->text);
  });
}

void AddParagraph(const Document& document, const Paragraph& paragraph,
                  std::vector<TimeTarget>& targets) {
  const std::vector<const Heading*> path = HeadingsOver(document, paragraph.line);
  const std::string heading = path.empty() ? "" : path.back()->text;
  for (StatedTime& stated : FindStatedTimes(paragraph, heading)) {
    if (stated.limit < kShortest) continue;
    std::string name = heading;
    if (!stated.name.empty())
      name = heading.empty() ? stated.name : absl::StrCat(heading, ": ", stated.name);
    targets.push_back({std::move(name), stated.limit, std::move(stated.words), stated.line});
  }
}

std::string NormalRow(absl::string_view text) {
  return absl::AsciiStrToLower(
      absl::StripAsciiWhitespace(absl::StrReplaceAll(text, {{"*", ""}, {"`", ""}})));
}

}  // namespace

std::vector<TimeTarget> FindTargets(const Document& document) {
  std::vector<TimeTarget> targets;
  for (const Table& table : document.tables) AddTable(table, targets);
  for (const Heading& heading : document.headings) AddHeading(heading, targets);
  for (const Paragraph& paragraph : document.paragraphs) AddParagraph(document, paragraph, targets);
  targets.erase(
      std::remove_if(targets.begin(), targets.end(),
                     [&](const TimeTarget& target) { return IsFollowUp(document, target.line); }),
      targets.end());
  std::stable_sort(targets.begin(), targets.end(),
                   [](const TimeTarget& a, const TimeTarget& b) { return a.line < b.line; });
  return targets;
}

absl::StatusOr<TimeTarget> FindTarget(const Document& document, absl::string_view row) {
  std::vector<TimeTarget> targets;
  for (const Table& table : document.tables) AddTable(table, targets);
  std::vector<std::string> names;
  std::vector<TimeTarget> found;
  for (const TimeTarget& target : targets) {
    names.push_back(absl::StrCat("\"", target.name, "\" (line ", target.line, ")"));
    if (NormalRow(target.name) == NormalRow(row)) found.push_back(target);
  }
  if (found.empty()) {
    return absl::NotFoundError(
        absl::StrCat(document.path, ":1: no table of time targets has a row \"", row,
                     "\"; there are: ", names.empty() ? "none" : absl::StrJoin(names, ", ")));
  }
  for (const TimeTarget& other : found) {
    if (other.limit == found[0].limit) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        document.path, ":", other.line, ": \"", row, "\" has another limit than on line ",
        found[0].line, "; make the document agree with itself"));
  }
  return found[0];
}

}  // namespace drill
