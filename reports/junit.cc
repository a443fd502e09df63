#include "reports/junit.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "reports/text.h"

namespace drill {
namespace {

std::string Seconds(double milliseconds) { return absl::StrFormat("%.3f", milliseconds / 1000); }

// The cases of one drill, counted as they are written.
class Suite {
 public:
  explicit Suite(const Summary& drill) : drill_(drill) {
    Verdict();
    for (const SummaryPhase& phase : drill.phases()) Phase(phase);
    for (const SummaryCheck& check : drill.checks()) Check(check);
    for (const NotLookedAt& check : drill.not_looked_at()) NotThere(check);
    for (const SummaryTarget& target : drill.targets()) Target(target);
    Residue();
  }

  std::string Xml() const {
    return absl::StrCat("  <testsuite name=\"", EscapeXml(drill_.scenario()), "\"", Counts(),
                        " time=\"", Seconds(drill_.time().total_ms()), "\" timestamp=\"",
                        EscapeXml(drill_.started_at()), "\">\n", Properties(), cases_,
                        "  </testsuite>\n");
  }
  std::string Counts() const {
    return absl::StrCat(" tests=\"", tests, "\" failures=\"", failures, "\" errors=\"", errors,
                        "\" skipped=\"", skipped, "\"");
  }

  int tests = 0, failures = 0, errors = 0, skipped = 0;

 private:
  void Case(absl::string_view name, double milliseconds, absl::string_view inside) {
    ++tests;
    absl::StrAppend(&cases_, "    <testcase classname=\"", EscapeXml(drill_.scenario()),
                    "\" name=\"", EscapeXml(name), "\" time=\"", Seconds(milliseconds), "\"");
    absl::StrAppend(&cases_, inside.empty() ? "/>\n" : ">\n", inside,
                    inside.empty() ? "" : "    </testcase>\n");
  }
  static std::string Element(absl::string_view name, absl::string_view message) {
    return absl::StrCat("      <", name, " message=\"", EscapeXml(message), "\"/>\n");
  }
  std::string Failure(absl::string_view message) {
    // What a known-bad drill is meant to find is told, but is not red.
    if (drill_.as_expected()) return Output(message);
    ++failures;
    return Element("failure", message);
  }
  std::string Error(absl::string_view message) {
    ++errors;
    return Element("error", message);
  }
  static std::string Output(absl::string_view text) {
    return absl::StrCat("      <system-out>", EscapeXml(text), "</system-out>\n");
  }

  void Verdict() {
    const std::string reason = absl::StrCat(Headline(drill_), drill_.reasons_size() > 0 ? ": " : "",
                                            drill_.reasons_size() > 0 ? drill_.reasons(0) : "");
    // A control without a rollback that failed is as it must be, whatever its exit code.
    const bool good_control = !drill_.control().empty() && drill_.residue().empty();
    const bool green = drill_.as_expected() && (drill_.exit_code() == 0 || good_control);
    const bool judged = drill_.outcome() == "passed" || drill_.outcome() == "failed";
    std::string inside;
    if (green) {
      inside = Output(reason);
    } else if (judged) {
      ++failures;
      inside = Element("failure", reason);
    } else {
      inside = Error(reason);
    }
    Case("verdict", drill_.time().total_ms(), inside);
  }

  void Phase(const SummaryPhase& phase) {
    Case(absl::StrCat("phase ", phase.name()), phase.duration_ms(),
         phase.has_duration_ms() ? "" : Error("it never ended"));
  }

  void Check(const SummaryCheck& check) {
    const std::string name = absl::StrCat("check ", check.phase(), "/", check.name());
    if (check.skipped()) {
      ++skipped;
      // Told from a test that could not run here.
      return Case(name, 0,
                  absl::StrCat("      <skipped type=\"declared\" message=\"",
                               EscapeXml(check.expected()), "\"/>\n"));
    }
    const std::string found =
        absl::StrCat("expected ", check.expected(), "; found ", check.actual(),
                     check.source().empty() ? "" : absl::StrCat(" (", check.source(), ")"));
    Case(name, 0, check.passed() ? "" : check.undecided() ? Error(found) : Failure(found));
  }

  void NotThere(const NotLookedAt& check) {
    ++skipped;
    Case(absl::StrCat("check verification/", check.check()), 0,
         absl::StrCat("      <skipped type=\"declared\" message=\"not looked at: ",
                      EscapeXml(check.reason()), "\"/>\n"));
  }

  void Target(const SummaryTarget& target) {
    const std::string text = RecoveryAgainstTarget(drill_, target);
    Case(absl::StrCat("target ", target.name()), target.measured_ms(),
         target.met() ? Output(text) : Failure(text));
  }

  // Left-overs are never expected.
  void Residue() {
    std::string left;
    for (const std::string& item : drill_.residue()) absl::StrAppend(&left, item, "\n");
    if (!left.empty()) ++failures;
    Case("nothing left behind", 0, left.empty() ? "" : Element("failure", left));
  }

  std::string Properties() const {
    const auto property = [](absl::string_view name, absl::string_view value) {
      return absl::StrCat("      <property name=\"", name, "\" value=\"", EscapeXml(value),
                          "\"/>\n");
    };
    return absl::StrCat("    <properties>\n", property("outcome", drill_.outcome()),
                        property("seed", absl::StrCat(drill_.seed())),
                        property("control", drill_.control()),
                        property("command_line", drill_.command_line()),
                        property("data", DataSentence(drill_.data())), "    </properties>\n");
  }

  const Summary& drill_;
  std::string cases_;
};

}  // namespace

std::string JunitXml(const std::vector<Summary>& drills) {
  std::string suites;
  int tests = 0, failures = 0, errors = 0;
  for (const Summary& drill : drills) {
    const Suite suite(drill);
    absl::StrAppend(&suites, suite.Xml());
    tests += suite.tests;
    failures += suite.failures;
    errors += suite.errors;
  }
  return absl::StrCat("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"", tests,
                      "\" failures=\"", failures, "\" errors=\"", errors, "\">\n", suites,
                      "</testsuites>\n");
}

}  // namespace drill
