#include "harness/verify/checks.h"

#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/verify/facts.h"
#include "harness/verify/load_check.h"
#include "harness/verify/postgres.h"
#include "harness/verify/release_checks.h"
#include "harness/verify/schema_fingerprint.h"
#include "harness/verify/table_checksum.h"

namespace drill {
namespace {

constexpr absl::Duration kEngineLimit = absl::Seconds(10);
constexpr absl::Duration kQueryLimit = absl::Seconds(60);
constexpr char kVerification[] = "verification";

// What `read` finds in the database, or why there is none to read.
template <typename Read>
auto On(const absl::StatusOr<PostgresLogin>& login, Read read) -> decltype(read(*login)) {
  if (!login.ok()) return login.status();
  return read(*login);
}

class Checker {
 public:
  Checker(const ProbeContext& context, ProbeRunner* runner, const ChecksInput& input)
      : context_(context), runner_(runner), input_(input) {}

  std::vector<CheckResult> Run() {
    if (!Skipped("endpoints")) Endpoints();
    const bool versions = !Skipped("versions");
    const bool services = !Skipped("services");
    if (versions || services) Containers(versions, services);
    const bool revision = !Skipped("revision");
    const bool schema = !Skipped("schema");
    const bool data = !Skipped("seeded_data");
    if (!input_.database.service().empty()) InDatabase(revision, schema, data);
    if (!Skipped("load")) Load();
    for (const Probe& probe : input_.expected.probes()) {
      Add(FromObservation(probe.name(), "green", runner_->Run(probe)), "scenario");
    }
    return std::move(results_);
  }

 private:
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
    for (const PromisedEndpoint& endpoint : input_.endpoints) {
      const std::string method = endpoint.probe.method().empty() ? "GET" : endpoint.probe.method();
      Probe probe;
      probe.set_name(absl::StrCat("endpoints/", method, " ", endpoint.probe.url()));
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
        EngineOf(*context_.host, kEngineLimit).ProjectContainers(context_.compose_project);
    if (!found.ok()) {
      if (versions) Add(Unreadable("versions", found.status()), input_.facts_source);
      if (services) Add(Unreadable("services", found.status()), input_.facts_source);
      return;
    }
    const std::vector<std::string> chosen(input_.expected.services().begin(),
                                          input_.expected.services().end());
    if (versions) AddAll(CheckVersions(input_.facts, chosen, *found));
    if (services) AddAll(CheckServices(input_.facts, chosen, *found));
  }

  // Whatever the reason, the engine that was not read is not the system under drill.
  static CheckResult Unreadable(const std::string& name, const absl::Status& status) {
    CheckResult check = CheckNotRead(name, "what was recorded", status);
    check.set_undecided(true);
    return check;
  }

  void InDatabase(bool revision, bool schema, bool data) {
    const absl::StatusOr<PostgresLogin> login = LocateDatabase(context_, input_.database.service());
    if (revision) Add(Revision(login), input_.facts_source);
    if (schema) Add(Schema(login), input_.facts_source);
    if (!data) return;
    for (const SeededTable& table : input_.database.seeded_tables()) {
      Add(Table(login, table), input_.facts_source);
    }
  }

  CheckResult Revision(const absl::StatusOr<PostgresLogin>& login) {
    const auto found = On(login, [&](const PostgresLogin& database) {
      return QueryPostgresValue(database, RevisionQuery(input_.database), kQueryLimit);
    });
    return found.ok() ? CheckRevision(input_.facts, *found)
                      : CheckNotRead("revision", input_.facts.schema_revision(), found.status());
  }

  CheckResult Schema(const absl::StatusOr<PostgresLogin>& login) {
    const auto found = On(login, [](const PostgresLogin& database) {
      return ReadSchemaFingerprint(database, kQueryLimit);
    });
    return found.ok()
               ? CheckSchema(input_.facts, found->text)
               : CheckNotRead("schema", absl::StrCat("the schema of ", input_.facts.version()),
                              found.status());
  }

  CheckResult Table(const absl::StatusOr<PostgresLogin>& login, const SeededTable& table) {
    const std::string name = absl::StrCat("seeded_data/", table.table());
    for (const TableFacts& recorded : input_.facts.tables()) {
      if (recorded.table() != table.table()) continue;
      const auto found = On(login, [&table](const PostgresLogin& database) {
        return ChecksumTable(database, table, kQueryLimit);
      });
      return found.ok() ? CheckTable(recorded, *found)
                        : CheckNotRead(name, absl::StrCat(recorded.rows(), " rows as seeded"),
                                       found.status());
    }
    return CheckNotRead(name, "the rows that were recorded",
                        absl::InternalError("nothing was recorded of this table"));
  }

  void Load() {
    std::optional<CheckResult> check = CheckLoad(input_.load);
    if (check) Add(*std::move(check), "the load before the fault");
  }

  void Add(CheckResult check, const std::string& source) {
    check.set_source(source);
    check.set_phase(kVerification);
    results_.push_back(std::move(check));
  }
  void AddAll(const std::vector<CheckResult>& checks) {
    for (const CheckResult& check : checks) Add(check, input_.facts_source);
  }

  const ProbeContext& context_;
  ProbeRunner* const runner_;
  const ChecksInput& input_;
  std::vector<CheckResult> results_;
};

}  // namespace

absl::StatusOr<std::vector<CheckResult>> RunChecks(const ProbeContext& context, ProbeRunner* runner,
                                                   const ChecksInput& input) {
  std::vector<CheckResult> results;
  RETURN_IF_ERROR(context.host->InNetwork([&] {
    results = Checker(context, runner, input).Run();
    return absl::OkStatus();
  }));
  return results;
}

}  // namespace drill
