#include "reports/junit.h"

#include <pugixml.hpp>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "harness/base/enum_text.h"
#include "reports/text.h"

namespace drill {
namespace {

struct Counts {
  int tests = 0, failures = 0, errors = 0, skipped = 0;
};

void Set(pugi::xml_node& node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(XmlCharacters(value).c_str());
}

void SetSeconds(pugi::xml_node& node, double milliseconds) {
  Set(node, "time", absl::StrFormat("%.3f", milliseconds / 1000));
}

// The cases of one drill, counted as they are written.
class Suite {
 public:
  Suite(const Summary& drill, pugi::xml_node suites)
      : drill_(drill), suite_(suites.append_child("testsuite")) {
    Set(suite_, "name", drill.scenario());
    // Before the cases, where readers look for them; the numbers follow when all is counted.
    for (const char* count : {"tests", "failures", "errors", "skipped"})
      suite_.append_attribute(count);
    SetSeconds(suite_, drill.time().total_ms());
    Set(suite_, "timestamp", drill.started_at());
    Properties();
    Verdict();
    for (const SummaryPhase& phase : drill.phases()) Phase(phase);
    for (const SummaryCheck& check : drill.checks()) Check(check);
    for (const NotLookedAt& check : drill.not_looked_at()) NotThere(check);
    for (const SummaryTarget& target : drill.targets()) Target(target);
    Residue();
    suite_.attribute("tests").set_value(counts_.tests);
    suite_.attribute("failures").set_value(counts_.failures);
    suite_.attribute("errors").set_value(counts_.errors);
    suite_.attribute("skipped").set_value(counts_.skipped);
  }

  const Counts& counts() const { return counts_; }

 private:
  pugi::xml_node Case(const std::string& name, double milliseconds) {
    ++counts_.tests;
    pugi::xml_node one = suite_.append_child("testcase");
    Set(one, "classname", drill_.scenario());
    Set(one, "name", name);
    SetSeconds(one, milliseconds);
    return one;
  }
  static void Output(pugi::xml_node one, const std::string& text) {
    one.append_child("system-out").text().set(XmlCharacters(text).c_str());
  }
  void Failure(pugi::xml_node one, const std::string& message) {
    ++counts_.failures;
    pugi::xml_node failure = one.append_child("failure");
    Set(failure, "message", message);
  }
  // In a known-bad drill that ended as expected, a finding is output rather than a failure.
  void Finding(pugi::xml_node one, const std::string& message) {
    if (drill_.as_expected()) return Output(one, message);
    Failure(one, message);
  }
  void Error(pugi::xml_node one, const std::string& message) {
    ++counts_.errors;
    pugi::xml_node error = one.append_child("error");
    Set(error, "message", message);
  }
  // "declared" tells it from a test that could not run here.
  void Skipped(pugi::xml_node one, const std::string& message) {
    ++counts_.skipped;
    pugi::xml_node skipped = one.append_child("skipped");
    Set(skipped, "type", "declared");
    Set(skipped, "message", message);
  }

  void Verdict() {
    const std::string reason = absl::StrCat(Headline(drill_), drill_.reasons_size() > 0 ? ": " : "",
                                            drill_.reasons_size() > 0 ? drill_.reasons(0) : "");
    // A control without a rollback that failed is as it must be, whatever its exit code.
    const bool good_control = !drill_.control().empty() && drill_.residue().empty();
    const bool green = drill_.as_expected() && (drill_.exit_code() == 0 || good_control);
    const bool judged = drill_.outcome() == OUTCOME_PASSED || drill_.outcome() == OUTCOME_FAILED;
    const pugi::xml_node verdict = Case("verdict", drill_.time().total_ms());
    if (green) return Output(verdict, reason);
    if (judged) return Failure(verdict, reason);
    Error(verdict, reason);
  }

  void Phase(const SummaryPhase& phase) {
    const pugi::xml_node one = Case(absl::StrCat("phase ", phase.name()), phase.duration_ms());
    if (!phase.has_duration_ms()) Error(one, "it never ended");
  }

  void Check(const SummaryCheck& check) {
    const pugi::xml_node one =
        Case(absl::StrCat("check ", EnumText(check.phase()), "/", check.name()), 0);
    if (check.skipped()) return Skipped(one, check.expected());
    if (check.passed()) return;
    const std::string found =
        absl::StrCat("expected ", check.expected(), "; found ", check.actual(),
                     check.source().empty() ? "" : absl::StrCat(" (", check.source(), ")"));
    if (check.undecided()) return Error(one, found);
    Finding(one, found);
  }

  void NotThere(const NotLookedAt& check) {
    Skipped(Case(absl::StrCat("check verification/", check.check()), 0),
            absl::StrCat("not looked at: ", check.reason()));
  }

  void Target(const SummaryTarget& target) {
    const std::string text = RecoveryAgainstTarget(drill_, target);
    const pugi::xml_node one = Case(absl::StrCat("target ", target.name()), target.measured_ms());
    if (target.met()) return Output(one, text);
    // A part of the time that this drill does not have is no finding.
    if (target.span() != SPAN_RECOVERY && !target.has_measured_ms()) return Skipped(one, text);
    Finding(one, text);
  }

  // Left-overs are never expected.
  void Residue() {
    std::string left;
    for (const std::string& item : drill_.residue()) absl::StrAppend(&left, item, "\n");
    const pugi::xml_node one = Case("nothing left behind", 0);
    if (!left.empty()) Failure(one, left);
  }

  void Properties() {
    pugi::xml_node properties = suite_.append_child("properties");
    const auto add = [&properties](const char* name, const std::string& value) {
      pugi::xml_node property = properties.append_child("property");
      Set(property, "name", name);
      Set(property, "value", value);
    };
    add("outcome", EnumText(drill_.outcome()));
    add("seed", absl::StrCat(drill_.seed()));
    add("control", drill_.control());
    add("command_line", drill_.command_line());
    add("data", DataSentence(drill_.data()));
  }

  const Summary& drill_;
  pugi::xml_node suite_;
  Counts counts_;
};

}  // namespace

std::string JunitXml(const std::vector<Summary>& drills) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  Set(declaration, "version", "1.0");
  Set(declaration, "encoding", "UTF-8");
  pugi::xml_node suites = document.append_child("testsuites");
  Counts all;
  for (const Summary& drill : drills) {
    const Counts counts = Suite(drill, suites).counts();
    all.tests += counts.tests;
    all.failures += counts.failures;
    all.errors += counts.errors;
  }
  suites.append_attribute("tests").set_value(all.tests);
  suites.append_attribute("failures").set_value(all.failures);
  suites.append_attribute("errors").set_value(all.errors);
  std::ostringstream text;
  document.save(text, "  ");
  return text.str();
}

}  // namespace drill
