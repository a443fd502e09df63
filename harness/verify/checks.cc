#include "harness/verify/checks.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/at_or_below.h"
#include "harness/base/clock.h"
#include "harness/base/status_macros.h"
#include "harness/journal/judge_looks.h"
#include "harness/load/load_check.h"
#include "harness/load/service_level.h"
#include "harness/probe/recorded_value.h"
#include "harness/stack/databases_of.h"
#include "harness/verify/database_checks.h"
#include "harness/verify/release_checks.h"

namespace drill {
namespace {

constexpr absl::Duration kEngineLimit = absl::Seconds(10);
constexpr char kNoProcedure[] = "no procedure was run";

class Checker {
 public:
  Checker(const ProbeContext& context, ProbeRunner* runner, const ChecksInput& input)
      : context_(context), runner_(runner), input_(input) {}

  // Everything, or what one of `only` names.
  ChecksMade Run(std::optional<std::set<std::string>> only = std::nullopt) {
    only_ = std::move(only);
    made_ = {};
    if (!Skipped("endpoints")) Endpoints();
    const bool versions = !Skipped("versions");
    const bool services = !Skipped("services");
    if ((versions && Wanted("versions")) || (services && Wanted("services")))
      Containers(versions, services);
    if (!input_.expected.untouched().empty() && Wanted("untouched")) Untouched();
    if (!context_.recorded_values.empty() && !Skipped("recorded")) Recorded();
    const bool revision = !Skipped("revision");
    const bool schema = !Skipped("schema");
    const bool data = !Skipped("seeded_data");
    InDatabases(revision, schema, data);
    if (!Skipped("load")) Load();
    for (const CheckResult& check : CheckServiceLevel(input_.expected.service_level(), input_.load))
      if (Wanted(check.name())) Add(check, "scenario");
    for (const Probe& probe : input_.expected.probes()) Own(probe);
    for (const Probe& probe : input_.expected.left_by_procedure()) {
      if (input_.procedure_was_run) {
        Own(probe);
      } else if (Wanted(probe.name())) {
        NotThere(probe.name(), kNoProcedure);
      }
    }
    return std::move(made_);
  }

 private:
  // Whether this check, or one below it, is to be looked at.
  bool Wanted(const std::string& name) const {
    return !only_ || std::any_of(only_->begin(), only_->end(), [&](const std::string& wanted) {
      return IsAtOrBelow(wanted, name);
    });
  }

  // A probe of the scenario's own.
  void Own(const Probe& probe) {
    if (Wanted(probe.name()))
      Add(FromObservation(probe.name(), "green", runner_->Run(probe)), "scenario");
  }

  void NotThere(const std::string& check, const std::string& reason) {
    NotLookedAt& missing = made_.not_looked_at.emplace_back();
    missing.set_check(check);
    missing.set_reason(reason);
  }

  // Leaves a record when the scenario leaves the check out.
  bool Skipped(const std::string& name) {
    for (const SkippedCheck& skipped : input_.expected.skipped_checks()) {
      if (skipped.name() != name) continue;
      CheckResult check;
      check.set_name(name);
      check.set_skipped(true);
      check.set_expected(skipped.reason());
      Add(std::move(check), "scenario");
      return true;
    }
    return false;
  }

  void Endpoints() {
    if (input_.endpoints.empty())
      NotThere("endpoints", "neither the runbook nor the stack promises an endpoint");
    for (const PromisedEndpoint& endpoint : input_.endpoints) {
      const std::string method = endpoint.probe.method().empty() ? "GET" : endpoint.probe.method();
      Probe probe;
      probe.set_name(absl::StrCat("endpoints/", method, " ", endpoint.probe.url()));
      if (!Wanted(probe.name())) continue;
      *probe.mutable_http() = endpoint.probe;
      Add(FromObservation(probe.name(), Describe(endpoint.probe), runner_->Run(probe)),
          endpoint.source);
    }
  }

  static std::string Describe(const HttpProbe& probe) {
    std::string text;
    for (const int status : probe.status()) absl::StrAppend(&text, text.empty() ? "" : "/", status);
    if (text.empty()) text = "200";
    for (const JsonExpectation& json : probe.json()) {
      absl::StrAppend(&text, ", ", json.key());
      if (!json.value().empty()) absl::StrAppend(&text, "=", json.value());
    }
    for (const std::string& part : probe.contains()) absl::StrAppend(&text, ", \"", part, "\"");
    return text;
  }

  static CheckResult FromObservation(const std::string& name, const std::string& expected,
                                     const Observation& observation) {
    CheckResult check;
    check.set_name(name);
    check.set_passed(observation.green());
    check.set_undecided(observation.colour == Observation::Colour::kError);
    check.set_expected(expected);
    check.set_actual(observation.seen);
    return check;
  }

  void Containers(bool versions, bool services) {
    const auto found =
        EngineOf(*context_.host, kEngineLimit).ProjectContainers(context_.compose_projects);
    if (!found.ok()) {
      if (versions) Add(Unreadable("versions", found.status()), input_.facts_source);
      if (services) Add(Unreadable("services", found.status()), input_.facts_source);
      return;
    }
    const std::vector<std::string> chosen(input_.expected.services().begin(),
                                          input_.expected.services().end());
    if (versions)
      AddAll("versions", CheckVersions(input_.facts, chosen, context_.release_labels, *found));
    if (services) AddAll("services", CheckServices(input_.facts, chosen, *found));
  }

  void Untouched() {
    if (!input_.before_procedure) return NotThere("untouched", kNoProcedure);
    const auto found =
        EngineOf(*context_.host, kEngineLimit).ProjectContainers(context_.compose_projects);
    if (!found.ok()) return Add(Unreadable("untouched", found.status()), "scenario");
    const std::vector<std::string> services(input_.expected.untouched().begin(),
                                            input_.expected.untouched().end());
    for (const CheckResult& check : CheckUntouched(services, *input_.before_procedure, *found))
      if (Wanted(check.name())) Add(check, "the container before the procedure");
  }

  void Recorded() {
    for (const RecordedValue& value : context_.recorded_values) {
      if (!Wanted(absl::StrCat("recorded/", value.name()))) continue;
      const bool own = input_.expected.recorded().count(value.name()) > 0;
      Add(CheckRecordedValue(input_.facts, value.name(), ReadRecordedValue(context_, value)),
          own ? "scenario" : input_.facts_source);
    }
  }

  // Whatever the reason, the engine that was not read is not the system under drill.
  static CheckResult Unreadable(const std::string& name, const absl::Status& status) {
    CheckResult check = CheckNotRead(name, "what was recorded", status);
    check.set_undecided(true);
    return check;
  }

  void InDatabases(bool revision, bool schema, bool data) {
    const auto not_there = [&](const std::string& reason, bool also_revision) {
      if (revision && also_revision) NotThere("revision", reason);
      if (schema) NotThere("schema", reason);
      if (data) NotThere("seeded_data", reason);
    };
    const std::vector<const Database*> databases = DatabasesOf(*input_.stack);
    if (databases.empty()) return not_there("the stack names no database", true);
    if (input_.facts.declared()) {
      not_there(absl::StrCat(input_.facts.version(),
                             " never ran on the machine that the seed was made of"),
                false);
      schema = data = false;
    }
    const bool any_table = std::any_of(databases.begin(), databases.end(), [](const Database* one) {
      return !one->seeded_tables().empty();
    });
    if (data && !any_table) NotThere("seeded_data", "the stack names no tables of seeded rows");
    for (const Database* const database : databases) {
      DatabaseChecks checks(context_, *database, input_.facts);
      const std::string& source =
          input_.schema_source.empty() ? input_.facts_source : input_.schema_source;
      if (revision && Wanted(checks.Name("revision"))) Add(checks.Revision(), source);
      if (schema && Wanted(checks.Name("schema"))) Add(checks.Schema(), source);
      if (data) Tables(*database, checks);
    }
  }

  void Tables(const Database& database, DatabaseChecks& checks) {
    for (const SeededTable& table : database.seeded_tables()) {
      const std::string name = absl::StrCat(checks.Name("seeded_data"), "/", table.table());
      if (checks.HasNoRows(table)) {
        NotThere(name, "no row was seeded");
      } else if (Wanted(name)) {
        Add(checks.Table(table), input_.facts_source);
      }
    }
  }

  void Load() {
    std::optional<CheckResult> check = CheckLoad(input_.load);
    if (!check) return NotThere("load", "the drill has no load");
    if (Wanted("load")) Add(*std::move(check), "the load before the fault");
  }

  void Add(CheckResult check, const std::string& source) {
    check.set_source(source);
    check.set_phase(CHECK_PHASE_VERIFICATION);
    made_.checks.push_back(std::move(check));
  }
  void AddAll(const std::string& name, const std::vector<CheckResult>& checks) {
    if (checks.empty()) NotThere(name, "the release names no image of a service that is asked for");
    for (const CheckResult& check : checks) {
      if (Wanted(check.name())) Add(check, input_.facts_source);
    }
  }

  const ProbeContext& context_;
  ProbeRunner* const runner_;
  const ChecksInput& input_;
  std::optional<std::set<std::string>> only_;
  ChecksMade made_;
};

// The names of the checks that another look can still decide.
std::set<std::string> InDoubt(const std::vector<CheckResult>& checks) {
  std::set<std::string> names;
  for (const CheckResult& check : checks) {
    if (!check.passed() && !check.skipped() && check.name() != "load") names.insert(check.name());
  }
  return names;
}

// Looks again at what did not pass, and judges all looks together.
void LookAgain(Checker& checker, const ChecksInput& input, Clock& clock,
               std::vector<CheckResult>& checks) {
  const std::set<std::string> names = InDoubt(checks);
  if (names.empty() || input.looks < 2) return;
  std::vector<std::vector<CheckResult>> again;
  for (int look = 1; look < input.looks; ++look) {
    clock.Sleep(input.between_looks);
    again.push_back(checker.Run(names).checks);
  }
  for (CheckResult& check : checks) {
    if (names.count(check.name()) == 0) continue;
    std::vector<CheckResult> looks = {check};
    for (const std::vector<CheckResult>& seen : again) {
      const auto same = std::find_if(seen.begin(), seen.end(), [&](const CheckResult& one) {
        return one.name() == check.name();
      });
      if (same != seen.end()) looks.push_back(*same);
    }
    check = JudgeLooks(looks);
  }
}

}  // namespace

absl::StatusOr<ChecksMade> RunChecks(const ProbeContext& context, ProbeRunner* runner,
                                     const ChecksInput& input) {
  ChecksMade made;
  RETURN_IF_ERROR(context.host->InNetwork([&] {
    Checker checker(context, runner, input);
    made = checker.Run();
    LookAgain(checker, input, *context.clock, made.checks);
    return absl::OkStatus();
  }));
  return made;
}

}  // namespace drill
