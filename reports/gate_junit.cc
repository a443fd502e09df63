#include "reports/gate_junit.h"

#include <pugixml.hpp>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "reports/text.h"

namespace drill {
namespace {

void Set(pugi::xml_node& node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(XmlCharacters(value).c_str());
}

class GateSuite {
 public:
  GateSuite(const GateReport& report, pugi::xml_node suites)
      : suite_(suites.append_child("testsuite")) {
    Set(suite_, "name", absl::StrCat("gate ", report.gate_file()));
    for (const char* count : {"tests", "failures", "errors", "skipped"})
      suite_.append_attribute(count);
    Set(suite_, "time", absl::StrFormat("%.3f", report.took_seconds()));
    Set(suite_, "timestamp", report.judged_at());
    for (const GateResult& result : report.results()) Drill(result);
    for (const GateEvidence& evidence : report.evidence()) {
      pugi::xml_node one = Case("fresh evidence", evidence.what(), 0);
      End(one, evidence.state(), evidence.exit_code(), evidence.reason());
    }
    suite_.attribute("tests").set_value(tests_);
    suite_.attribute("failures").set_value(failures_);
    suite_.attribute("errors").set_value(errors_);
    suite_.attribute("skipped").set_value(skipped_);
  }

 private:
  pugi::xml_node Case(const std::string& of, const std::string& name, double milliseconds) {
    ++tests_;
    pugi::xml_node one = suite_.append_child("testcase");
    Set(one, "classname", of);
    Set(one, "name", name);
    Set(one, "time", absl::StrFormat("%.3f", milliseconds / 1000));
    return one;
  }

  void Drill(const GateResult& result) {
    const bool ran = result.fate() == GATE_FATE_RUN;
    pugi::xml_node one =
        Case("drill", result.scenario(), ran ? result.summary().time().total_ms() : 0);
    if (result.has_summary()) Set(one, "file", result.summary().runbook());
    End(one, result.state(), result.exit_code(), result.reason());
    if (!result.has_summary()) return;
    const std::string reused =
        result.fate() == GATE_FATE_REUSED
            ? absl::StrCat(", reused: drilled ", result.summary().started_at())
            : "";
    one.append_child("system-out")
        .text()
        .set(XmlCharacters(absl::StrCat(Headline(result.summary()), reused)).c_str());
  }

  void End(pugi::xml_node one, GateState state, int exit_code, const std::string& reason) {
    if (state == GATE_STATE_GOOD || (state == GATE_STATE_TOLD && reason.empty())) return;
    const bool harness = exit_code == 4 || exit_code == 65;
    const char* kind = state != GATE_STATE_BAD ? "skipped" : harness ? "error" : "failure";
    ++(state != GATE_STATE_BAD ? skipped_ : harness ? errors_ : failures_);
    pugi::xml_node end = one.append_child(kind);
    Set(end, "message", reason);
  }

  pugi::xml_node suite_;
  int tests_ = 0, failures_ = 0, errors_ = 0, skipped_ = 0;
};

}  // namespace

std::string GateJunitXml(const GateReport& report) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  Set(declaration, "version", "1.0");
  Set(declaration, "encoding", "UTF-8");
  GateSuite(report, document.append_child("testsuites"));
  std::ostringstream text;
  document.save(text, "  ");
  return text.str();
}

}  // namespace drill
