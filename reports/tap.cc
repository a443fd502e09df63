#include "reports/tap.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "nlohmann/json.hpp"
#include "reports/text.h"

namespace drill {
namespace {

constexpr size_t kReason = 1000;

// A description on one line in which nothing begins a directive.
std::string Plain(const std::string& text) {
  return absl::StrReplaceAll(ShortLine(text, kReason), {{"\\", "\\\\"}, {"#", "\\#"}});
}

// A text as YAML: a JSON string is one.
std::string Quoted(const std::string& text) {
  return nlohmann::json(XmlCharacters(text))
      .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

struct Point {
  std::string description;
  GateState state = GATE_STATE_UNSPECIFIED;
  std::string reason;
  int exit_code = 0;
};

std::string Line(int number, const Point& point) {
  const bool told_good = point.state == GATE_STATE_TOLD && point.reason.empty();
  const bool good =
      point.state == GATE_STATE_GOOD || point.state == GATE_STATE_ELSEWHERE || told_good;
  std::string line =
      absl::StrCat(good ? "ok " : "not ok ", number, " - ", Plain(point.description));
  if (point.state == GATE_STATE_ELSEWHERE) absl::StrAppend(&line, " # SKIP ", Plain(point.reason));
  if (point.state == GATE_STATE_KNOWN) absl::StrAppend(&line, " # TODO ", Plain(point.reason));
  if (point.state == GATE_STATE_TOLD && !told_good) absl::StrAppend(&line, " # TODO not required");
  absl::StrAppend(&line, "\n");
  if (good) return line;
  return absl::StrCat(line, "  ---\n  message: ", Quoted(point.reason),
                      "\n  severity: ", point.state == GATE_STATE_BAD ? "fail" : "todo",
                      "\n  exit_code: ", point.exit_code, "\n  ...\n");
}

std::string Describe(const GateResult& result) {
  const std::string outcome =
      result.has_summary() ? absl::StrCat(": ", Headline(result.summary())) : "";
  return absl::StrCat(result.scenario(), outcome,
                      result.fate() == GATE_FATE_REUSED
                          ? absl::StrCat(", reused from ", result.summary().started_at())
                          : "");
}

}  // namespace

std::string TapReport(const GateReport& report) {
  std::string text =
      absl::StrCat("TAP version 14\n1..", report.results_size() + report.evidence_size(), "\n");
  int number = 0;
  for (const GateResult& result : report.results()) {
    absl::StrAppend(&text, Line(++number, {Describe(result), result.state(), result.reason(),
                                           result.exit_code()}));
  }
  for (const GateEvidence& evidence : report.evidence()) {
    absl::StrAppend(&text,
                    Line(++number, {absl::StrCat("fresh evidence of ", evidence.what()),
                                    evidence.state(), evidence.reason(), evidence.exit_code()}));
  }
  return text;
}

}  // namespace drill
