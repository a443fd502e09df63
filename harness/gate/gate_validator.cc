#include "harness/gate/gate_validator.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "harness/base/enum_text.h"
#include "harness/base/field_checker.h"
#include "harness/base/field_limits.h"
#include "harness/gate/utc_day.h"
#include "harness/journal/journal.pb.h"

namespace drill {
namespace {

constexpr char kToScenarios[] = "`tools/drill list` shows all of them";

class Validation {
 public:
  Validation(const Gate& gate, const GateCatalogue& catalogue, absl::CivilDay today,
             FieldChecker* checker)
      : gate_(gate), catalogue_(catalogue), today_(today), check_(*checker) {}

  void Run() {
    check_.RequireText("description", gate_.description(), "say what stands behind this gate");
    check_.Require("drills", gate_.drills_size() + gate_.fresh_size() > 0,
                   "name what is drilled, or with `fresh` what must have been");
    check_.Positive("budget", gate_.budget());
    for (int i = 0; i < gate_.drills_size(); ++i)
      Drill(FieldPath("", "drills", i), gate_.drills(i));
    for (int i = 0; i < gate_.fresh_size(); ++i) Fresh(FieldPath("", "fresh", i), gate_.fresh(i));
    // After those, for they say which scenarios the gate is about.
    for (int i = 0; i < gate_.known_failures_size(); ++i)
      Known(FieldPath("", "known_failures", i), gate_.known_failures(i));
    if (gate_.has_reuse())
      Age("reuse.max_age", gate_.reuse().max_age(), gate_.reuse().has_max_age());
  }

 private:
  // The scenarios that a field names; tells when there is none.
  std::vector<const GateScenario*> Scenarios(const std::string& path, const std::string& text) {
    if (!check_.RequireText(path, text, "a scenario, or a directory of them")) return {};
    std::vector<const GateScenario*> found = catalogue_.Named(text);
    if (found.empty()) {
      std::vector<std::string> known = catalogue_.Names();
      for (const std::string& directory : catalogue_.Directories()) known.push_back(directory);
      NoSuch(path, "scenario", text, known, kToScenarios);
    }
    for (const GateScenario* scenario : found) about_.insert(scenario->name);
    return found;
  }

  void NoSuch(const std::string& path, absl::string_view what, const std::string& text,
              const std::vector<std::string>& known, const std::string& otherwise) {
    const std::string nearest = NearestName(text, known);
    check_.Add(path, absl::StrCat("is no ", what, ": ", text),
               nearest.empty() ? otherwise : absl::StrCat("did you mean ", nearest, "?"));
  }

  void Once(const std::string& path, const std::string& text, std::set<std::string>* seen) {
    if (!text.empty() && !seen->insert(text).second)
      check_.Add(path, absl::StrCat("is named twice: ", text), "make one entry of both");
  }

  void Age(const std::string& path, const google::protobuf::Duration& age, bool is_set) {
    if (check_.Require(path, is_set, "how old at most, \"2160h\" is 90 days"))
      check_.Positive(path, age);
  }

  void Drill(const std::string& path, const GateDrill& drill) {
    const std::string scenario = FieldPath(path, "scenario");
    const std::vector<const GateScenario*> found = Scenarios(scenario, drill.scenario());
    Once(scenario, drill.scenario(), &drilled_);
    for (const GateScenario* one : found) {
      if (drill.require() != REQUIRE_PASSED || !one->known_bad) continue;
      check_.Add(FieldPath(path, "require"),
                 absl::StrCat("cannot be REQUIRE_PASSED: ", one->name, " is known bad"),
                 "leave it out: it must be found by the check that it names");
    }
    if (drill.has_targets()) Targets(FieldPath(path, "targets"), drill.targets(), found);
  }

  void Targets(const std::string& path, const RequiredTargets& targets,
               const std::vector<const GateScenario*>& scenarios) {
    const bool none = check_.Has(FieldPath(path, "none_because"));
    if (none)
      check_.RequireText(FieldPath(path, "none_because"), targets.none_because(),
                         "say why no time counts");
    if (none && targets.names_size() > 0)
      check_.Add(path, "has names and none_because", "one of the two");
    if (!none)
      check_.Require(FieldPath(path, "names"), targets.names_size() > 0,
                     "name the targets that count, or say why none does with none_because");
    if (targets.names().empty()) return;
    for (const GateScenario* scenario : scenarios) {
      const std::vector<std::string> known =
          scenario->targets ? scenario->targets() : std::vector<std::string>();
      for (int i = 0; i < targets.names_size(); ++i)
        Target(FieldPath(path, "names", i), targets.names(i), scenario->name, known);
    }
  }

  void Target(const std::string& path, const std::string& name, const std::string& scenario,
              const std::vector<std::string>& known) {
    if (known.empty() || std::find(known.begin(), known.end(), name) != known.end()) return;
    NoSuch(path, absl::StrCat("time target of ", scenario), name, known,
           absl::StrCat("there are: ", absl::StrJoin(known, ", ")));
  }

  void Fresh(const std::string& path, const FreshEvidence& fresh) {
    Age(FieldPath(path, "max_age"), fresh.max_age(), fresh.has_max_age());
    switch (fresh.of_case()) {
      case FreshEvidence::kScenario:
        Scenarios(FieldPath(path, "scenario"), fresh.scenario());
        return;
      case FreshEvidence::kProcedure:
        return Procedure(FieldPath(path, "procedure"), fresh.procedure());
      default:
        check_.Add(path, "names neither a scenario nor a procedure",
                   "say of what the evidence must be fresh");
    }
  }

  void Procedure(const std::string& path, const FreshProcedure& procedure) {
    const std::string stack = FieldPath(path, "stack"), id = FieldPath(path, "id");
    const bool has_stack = check_.RequireText(stack, procedure.stack(), "a system's name");
    const bool has_id = check_.RequireText(id, procedure.id(), "the procedure's id");
    if (!has_stack || !has_id) return;
    const std::vector<std::string> known = catalogue_.Procedures(procedure.stack());
    if (known.empty())
      return NoSuch(stack, "system", procedure.stack(), catalogue_.Stacks(), kToScenarios);
    if (std::find(known.begin(), known.end(), procedure.id()) == known.end()) {
      return NoSuch(id, absl::StrCat("procedure that a scenario of ", procedure.stack(), " drills"),
                    procedure.id(), known, absl::StrCat("there are: ", absl::StrJoin(known, ", ")));
    }
    const auto proving = catalogue_.Proving(procedure.stack(), procedure.id());
    if (proving.empty())
      check_.Add(id, absl::StrCat("has no scenario that could pass: ", procedure.id()),
                 "name a known-bad scenario itself, with `scenario`");
    for (const GateScenario* scenario : proving) about_.insert(scenario->name);
  }

  void Known(const std::string& path, const KnownFailure& known) {
    const std::string scenario = FieldPath(path, "scenario");
    if (check_.RequireText(scenario, known.scenario(), "the scenario that fails")) {
      if (catalogue_.Named(known.scenario()).empty())
        NoSuch(scenario, "scenario", known.scenario(), catalogue_.Names(), kToScenarios);
      else if (about_.count(known.scenario()) == 0)
        NoSuch(scenario, "single scenario of this gate", known.scenario(),
               {about_.begin(), about_.end()}, "take it out, or name it in `drills`");
      Once(scenario, known.scenario(), &known_);
    }
    check_.RequireText(FieldPath(path, "reason"), known.reason(),
                       "say why it fails, and where it is being mended");
    Until(FieldPath(path, "until"), known.until());
    for (int i = 0; i < known.checks_size(); ++i)
      CheckName(FieldPath(path, "checks", i), known.checks(i));
  }

  void Until(const std::string& path, const std::string& text) {
    if (!check_.RequireText(path, text, "the last day, as 2026-12-31")) return;
    const std::optional<absl::CivilDay> day = ParseDay(text);
    if (!day.has_value())
      return check_.Add(path, absl::StrCat("is no day: ", text), "write it as 2026-12-31");
    if (*day > today_ + 366)
      check_.Add(path, absl::StrCat("is more than a year ahead: ", text),
                 "what fails for longer is a known_bad scenario");
  }

  void CheckName(const std::string& path, const std::string& text) {
    const std::vector<std::string> parts = absl::StrSplit(text, absl::MaxSplits('/', 1));
    const bool whole = parts.size() == 2 && !parts[0].empty() && !parts[1].empty();
    if (whole && (parts[0] == "target" || FindEnumText(*CheckPhase_descriptor(), parts[0]))) return;
    check_.Add(path, absl::StrCat("is no check: ", text),
               absl::StrCat("write PHASE/CHECK, with one of ",
                            KnownEnumTexts(*CheckPhase_descriptor()), ", or target/NAME"));
  }

  const Gate& gate_;
  const GateCatalogue& catalogue_;
  const absl::CivilDay today_;
  FieldChecker& check_;
  // Names in use: of `drills`, of `known_failures`.
  std::set<std::string> drilled_;
  std::set<std::string> known_;
  // The scenarios that the gate drills or wants evidence of.
  std::set<std::string> about_;
};

}  // namespace

void ValidateGate(const Gate& gate, const GateCatalogue& catalogue, absl::CivilDay today,
                  const FieldLocations& locations, std::vector<Problem>* problems) {
  FieldChecker checker(locations, problems);
  Validation(gate, catalogue, today, &checker).Run();
  CheckLimits(gate, &checker);
}

}  // namespace drill
