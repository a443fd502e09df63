#include "reports/gate.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "harness/base/enum_text.h"
#include "harness/base/plural.h"
#include "reports/markdown_text.h"
#include "reports/text.h"

namespace drill {
namespace {

constexpr size_t kReason = 300;
constexpr char kCut[] = "\n… the rest is cut off; gate.json has all of it.\n";

// What a reader must see first.
int Weight(GateState state) {
  switch (state) {
    case GATE_STATE_BAD:
      return 0;
    case GATE_STATE_KNOWN:
      return 1;
    case GATE_STATE_TOLD:
      return 2;
    case GATE_STATE_GOOD:
      return 3;
    default:
      return 4;
  }
}

struct Row {
  GateState state = GATE_STATE_UNSPECIFIED;
  std::string name;
  std::string what;
  std::string reason;
  // To the report of the drill that was run; empty where there is none.
  std::string report;
};

std::string StateWord(GateState state) {
  switch (state) {
    case GATE_STATE_GOOD:
      return "good";
    case GATE_STATE_BAD:
      return "BAD";
    case GATE_STATE_ELSEWHERE:
      return "elsewhere";
    default:
      return EnumText(state);
  }
}

// "passed, recovered in 5.50 s", "passed, reused: drilled 2026-11-20T02:10:00Z, DIRECTORY".
std::string WhatOf(const GateResult& result) {
  if (!result.has_summary()) return "";
  const Summary& summary = result.summary();
  std::string what = Headline(summary);
  if (result.fate() == GATE_FATE_REUSED)
    return absl::StrCat(what, ", reused: drilled ", summary.started_at(),
                        result.run_directory().empty() ? "" : ", ", result.run_directory());
  if (summary.recovery().has_time_ms())
    absl::StrAppend(&what, ", recovered in ", HumanTime(summary.recovery().time_ms()));
  return what;
}

std::vector<Row> RowsOf(const GateReport& report) {
  std::vector<Row> rows;
  for (const GateResult& result : report.results()) {
    const bool ran = result.fate() == GATE_FATE_RUN && !result.run_directory().empty();
    rows.push_back({result.state(), result.scenario(), WhatOf(result), result.reason(),
                    ran ? absl::StrCat(result.run_directory(), "/report.md") : ""});
  }
  for (const GateEvidence& evidence : report.evidence())
    rows.push_back(
        {evidence.state(), absl::StrCat("fresh: ", evidence.what()), "", evidence.reason(), ""});
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return Weight(a.state) < Weight(b.state); });
  return rows;
}

std::string GateHeadline(const GateReport& report) {
  const std::string shard =
      report.shards() > 1 ? absl::StrCat(", shard ", report.shard(), "/", report.shards()) : "";
  return absl::StrCat(report.open() ? "GATE OPEN: " : "GATE CLOSED: ", report.gate_file(), shard,
                      ", exit code ", report.exit_code());
}

// "5 drills: 3 run, 1 reused, 1 not run (the budget of 30 min ran out)".
std::string Counts(const GateReport& report) {
  int run = 0, reused = 0, not_run = 0, elsewhere = 0;
  bool out_of_time = false;
  for (const GateResult& result : report.results()) {
    run += result.fate() == GATE_FATE_RUN ? 1 : 0;
    reused += result.fate() == GATE_FATE_REUSED ? 1 : 0;
    elsewhere += result.fate() == GATE_FATE_OTHER_SHARD ? 1 : 0;
    out_of_time = out_of_time || result.fate() == GATE_FATE_OUT_OF_TIME;
  }
  not_run = report.results_size() - run - reused - elsewhere;
  std::vector<std::string> parts = {absl::StrCat(run, " run"), absl::StrCat(reused, " reused")};
  if (elsewhere > 0) parts.push_back(absl::StrCat(elsewhere, " of other shards"));
  if (not_run > 0) parts.push_back(absl::StrCat(not_run, " not run"));
  std::string text =
      absl::StrCat(Counted(report.results_size(), "drill"), ": ", absl::StrJoin(parts, ", "));
  if (out_of_time)
    absl::StrAppend(&text, " (the budget of ",
                    HumanTime(static_cast<double>(report.budget_seconds()) * 1000), " ran out)");
  return absl::StrCat(text, "; took ", HumanTime(report.took_seconds() * 1000));
}

}  // namespace

std::string GateText(const GateReport& report) {
  std::string text = absl::StrCat(GateHeadline(report), "\n");
  const std::vector<Row> rows = RowsOf(report);
  size_t width = 0;
  for (const Row& row : rows) width = std::max(width, row.name.size());
  for (const Row& row : rows) {
    absl::StrAppendFormat(&text, "  %-9s  %-*s  %s", StateWord(row.state), static_cast<int>(width),
                          row.name, row.what);
    if (!row.reason.empty())
      absl::StrAppend(&text, row.what.empty() ? "" : ": ", ShortLine(row.reason, kReason));
    while (text.back() == ' ') text.pop_back();
    absl::StrAppend(&text, "\n");
  }
  for (const std::string& note : report.notes()) absl::StrAppend(&text, "  note: ", note, "\n");
  return absl::StrCat(text, Counts(report), "\n");
}

std::string GateMarkdown(const GateReport& report) {
  std::string text = absl::StrCat("# ", EscapeMarkdown(GateHeadline(report)), "\n\n",
                                  EscapeMarkdown(report.description()), "\n\n",
                                  EscapeMarkdown(Counts(report)), ".\n\n");
  for (const std::string& note : report.notes())
    absl::StrAppend(&text, "* ", EscapeMarkdown(note), "\n");
  if (report.notes_size() > 0) absl::StrAppend(&text, "\n");
  MarkdownTable table({"", "what", "outcome", "why"});
  for (const Row& row : RowsOf(report)) {
    const std::string name = row.report.empty()
                                 ? MarkdownCell(row.name)
                                 : absl::StrCat("[", MarkdownCell(row.name), "](", row.report, ")");
    table.Row({MarkdownCell(StateWord(row.state)), name, MarkdownCell(row.what),
               MarkdownCell(row.reason)});
  }
  return absl::StrCat(text, table.Text());
}

std::string CutMarkdown(absl::string_view markdown, size_t most) {
  if (markdown.size() <= most) return std::string(markdown);
  const absl::string_view room = markdown.substr(0, most - std::min(most, sizeof(kCut)));
  const size_t end = room.rfind('\n');
  const absl::string_view whole =
      end == absl::string_view::npos ? absl::string_view() : room.substr(0, end + 1);
  return absl::StrCat(whole, kCut);
}

}  // namespace drill
