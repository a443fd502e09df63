#include "harness/stack/reference_validator.h"

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/repeated_field.h"
#include "harness/base/field_checker.h"
#include "harness/base/service_name.h"
#include "harness/stack/databases_of.h"
#include "harness/stack/projects_of.h"

namespace drill {
namespace {

using Probes = google::protobuf::RepeatedPtrField<Probe>;

class References {
 public:
  References(const Scenario& scenario, const Stack& stack, FieldChecker* checker)
      : scenario_(scenario), stack_(stack), checker_(*checker) {
    std::set<std::string> services;
    for (const Release& release : stack.releases()) {
      if (!release.recorded().empty() || !release.labels().empty())
        recorded_.push_back(release.version());
      (release.bad() ? bad_ : good_).push_back(release.version());
      for (const auto& image : release.images()) services.insert(image.first);
    }
    for (const ReleaseLabel& label : stack.release_labels()) services.insert(label.service());
    services_.assign(services.begin(), services.end());
    seeded_ = SeededIn("");
    for (const Probe& probe : stack.steady_state()) steady_state_.push_back(probe.name());
    for (const PrepareStep& step : stack.prepare()) {
      if (!step.records_release().empty()) recorded_.push_back(step.records_release());
    }
  }

  void Check() {
    std::vector<std::string> procedures;
    for (const DocumentedProcedure& procedure : stack_.procedures())
      procedures.push_back(procedure.id());
    if (!procedures.empty()) {
      checker_.OneOf("procedure_id", scenario_.procedure_id(), procedures,
                     "procedures that the stack lists");
    }
    checker_.OneOf("release", scenario_.release(), good_, "stack's good releases");
    checker_.OneOf("expected.release", scenario_.expected().release(), recorded_,
                   "releases whose facts the stack records");
    for (int i = 0; i < scenario_.fault_size(); ++i)
      CheckFault(FieldPath("", "fault", i), scenario_.fault(i));
    for (int i = 0; i < scenario_.recovery().steady_state_size(); ++i) {
      const std::string& name = scenario_.recovery().steady_state(i);
      if (name == "*") continue;
      checker_.OneOf(FieldPath("recovery", "steady_state", i), name, steady_state_,
                     "stack's steady-state probes");
    }
    for (int i = 0; i < scenario_.expected().services_size(); ++i) {
      const std::string& name = scenario_.expected().services(i);
      if (name == "*") continue;
      CheckService(FieldPath("expected", "services", i), name);
    }
    CheckMixed();
    CheckProbes("recovery.probes", scenario_.recovery().probes());
    CheckProbes("expected.probes", scenario_.expected().probes());
    CheckProbes("expected.left_by_procedure", scenario_.expected().left_by_procedure());
    CheckData();
    CheckSurvival();
    CheckKeptBackups();
    if (scenario_.expected().code_only()) NeedsDatabase("expected.code_only", "");
    if (scenario_.expected().migration_cycle()) {
      NeedsDatabase("expected.migration_cycle", "");
      NeedsMigrations("expected.migration_cycle");
    }
  }

 private:
  // Parts of the system that go back to other releases, or not at all.
  void CheckMixed() {
    const Expected& expected = scenario_.expected();
    constexpr absl::string_view kRecorded = "releases whose facts the stack records";
    checker_.OneOf("expected.schema_release", expected.schema_release(), recorded_, kRecorded);
    for (const auto& [service, release] : expected.service_releases()) {
      CheckService("expected.service_releases", service);
      checker_.OneOf("expected.service_releases", release, recorded_, kRecorded);
    }
    for (int i = 0; i < expected.untouched_size(); ++i)
      CheckService(FieldPath("expected", "untouched", i), expected.untouched(i));
    std::vector<std::string> names;
    for (const RecordedValue& value : stack_.recorded()) names.push_back(value.name());
    for (const auto& entry : expected.recorded())
      checker_.OneOf("expected.recorded", entry.first, names, "stack's recorded values");
  }

  void CheckKeptBackups() {
    std::vector<std::string> names;
    for (const Backup& backup : stack_.backups()) names.push_back(backup.name());
    for (int i = 0; i < scenario_.expected().kept_backups_size(); ++i) {
      checker_.OneOf(FieldPath("expected", "kept_backups", i) + ".name",
                     scenario_.expected().kept_backups(i).name(), names, "stack's backups");
    }
  }

  void CheckSurvival() {
    const Expected& expected = scenario_.expected();
    for (int i = 0; i < expected.survives_size(); ++i) {
      if (expected.survives(i) != Expected::REDEPLOY || !stack_.deploy().empty()) continue;
      checker_.Add(FieldPath("expected", "survives", i),
                   "needs the stack's deploy, and it has none",
                   "set deploy to the command that deploys release $VERSION");
    }
  }

  void CheckFault(const std::string& path, const Fault& fault) {
    if (fault.has_release()) CheckRelease(FieldPath(path, "release"), fault.release());
    if (fault.has_migration()) CheckMigration(FieldPath(path, "migration"), fault.migration());
    CheckService(FieldPath(path, "memory.service"), fault.memory().service());
    CheckService(FieldPath(path, "process.service"), fault.process().service());
    CheckService(FieldPath(path, "configuration.service"), fault.configuration().service());
    CheckService(FieldPath(path, "clock.service"), fault.clock().service());
    if (fault.has_clock() && fault.clock().url().empty() &&
        !MaySayTheSame(fault.clock().service(), stack_.database().service())) {
      checker_.Add(FieldPath(path, "clock.service"),
                   "is not the stack's database, which could be asked for its time",
                   "set url to where the service answers with a Date");
    }
    if (fault.has_network()) CheckNetwork(FieldPath(path, "network"), fault.network());
    if (fault.has_sql()) NeedsServer(FieldPath(path, "sql"), fault.sql().service());
    if (fault.has_corruption()) CheckCorruption(FieldPath(path, "corruption"), fault.corruption());
    CheckProbes(FieldPath(path, "proof"), fault.proof());
    if (fault.has_when()) CheckProbe(FieldPath(path, "when.probe"), fault.when().probe());
  }

  void CheckRelease(const std::string& path, const ReleaseFault& release) {
    checker_.OneOf(FieldPath(path, "version"), release.version(), bad_, "stack's bad releases");
    CheckService(FieldPath(path, "image.service"), release.image().service());
    for (int i = 0; i < release.symptoms_size(); ++i) {
      CheckService(FieldPath(path, "symptoms", i) + ".image_missing_service",
                   release.symptoms(i).image_missing_service());
    }
    if (release.has_image() || !release.deploy().empty() || !stack_.deploy().empty()) return;
    checker_.Add(path, "cannot be deployed", "set its deploy, or the stack's deploy");
  }

  void CheckMigration(const std::string& path, const MigrationFault& migration) {
    if (migration.effect() == MigrationFault::EFFECT_UNSPECIFIED) return;
    NeedsDatabase(path, "");
    checker_.OneOf(FieldPath(path, "red_probe"), migration.red_probe(), steady_state_,
                   "stack's steady-state probes");
    if (migration.effect() == MigrationFault::IRREVERSIBLE ||
        migration.effect() == MigrationFault::TWO_HEADS) {
      NeedsMigrations(FieldPath(path, "effect"));
    }
  }

  void NeedsMigrations(const std::string& path) {
    if (stack_.has_migrations()) return;
    checker_.Add(path, "needs the migration tool's commands, and the stack has none",
                 "describe them in the stack's migrations");
  }

  void CheckCorruption(const std::string& path, const CorruptionFault& fault) {
    if (!fault.file().empty()) return;
    NeedsServer(path, fault.service());
    const bool seeded_rows = fault.kind() == CorruptionFault::HEAP_BIT_FLIPS ||
                             fault.kind() == CorruptionFault::TORN_PAGE ||
                             fault.kind() == CorruptionFault::TRUNCATED_RELATION ||
                             fault.kind() == CorruptionFault::ZEROED_BLOCK;
    if (!seeded_rows) return;
    checker_.OneOf(FieldPath(path, "relation"), fault.relation(), seeded_, "stack's seeded tables");
  }

  // Services are known where the releases name their images; a name may say its project or not.
  void CheckService(const std::string& path, const std::string& service) {
    const ServiceName name = ParseServiceName(service);
    if (!name.project.empty()) {
      checker_.OneOf(path, name.project, ProjectsOf(stack_), "stack's compose projects");
    }
    std::vector<std::string> meant;
    for (const std::string& known : services_)
      if (MaySayTheSame(known, service)) meant.push_back(known);
    if (meant.size() > 1) {
      checker_.Add(path, absl::StrCat("is a service of several compose projects: ", service),
                   absl::StrCat("write ", absl::StrJoin(meant, " or ")));
    }
    if (meant.empty()) checker_.OneOf(path, service, services_, "stack's services");
  }

  void CheckNetwork(const std::string& path, const NetworkFault& network) {
    CheckService(FieldPath(path, "from"), network.from());
    CheckService(FieldPath(path, "to"), network.to());
  }

  void CheckProbes(absl::string_view field, const Probes& probes) {
    for (int i = 0; i < probes.size(); ++i) CheckProbe(FieldPath("", field, i), probes[i]);
  }

  void CheckProbe(const std::string& path, const Probe& probe) {
    if (probe.has_sql()) NeedsDatabase(path, probe.sql().service());
    if (probe.has_rate()) NeedsDatabase(path, probe.rate().service());
    if (probe.has_schema() || probe.has_seeded_rows()) NeedsDatabase(path, "");
    const std::vector<std::string> ids = FurtherIds();
    const auto known = [&](const std::string& field, const std::string& id) {
      checker_.OneOf(FieldPath(path, field), id, ids, "stack's further_databases");
    };
    known("sql.database", probe.sql().database());
    known("rate.database", probe.rate().database());
    known("schema.database", probe.schema().database());
    known("seeded_rows.database", probe.seeded_rows().database());
    if (probe.has_amcheck()) NeedsServer(path, probe.amcheck().service());
    checker_.OneOf(FieldPath(path, "seeded_rows.table"), probe.seeded_rows().table(),
                   SeededIn(probe.seeded_rows().database()), "stack's seeded tables");
    checker_.OneOf(FieldPath(path, "seeded_rows.release"), probe.seeded_rows().release(), recorded_,
                   "releases whose facts the stack records");
    if (probe.clock().has_database()) NeedsServer(path, probe.clock().database());
    CheckService(FieldPath(path, "network.from"), probe.network().from());
    CheckService(FieldPath(path, "network.to"), probe.network().to());
    CheckService(FieldPath(path, "resolves.from"), probe.resolves().from());
    checker_.OneOf(FieldPath(path, "schema.release"), probe.schema().release(), recorded_,
                   "releases whose facts the stack records");
  }

  void CheckData() {
    const DataRule& data = scenario_.expected().data();
    const Load& load = scenario_.load();
    const bool judged = data.has_nothing_lost() || data.has_recovery_point();
    if (judged && !stack_.load().has_write()) {
      checker_.Add("expected.data", "cannot be judged: the stack has no load.write",
                   "describe a write in the stack, or say not_checked with the reason");
    } else if (judged && scenario_.has_load() && load.writes_per_second() == 0) {
      checker_.Add("expected.data", "cannot be judged: load.writes_per_second is 0",
                   "set a rate, or say not_checked with the reason");
    } else if (load.writes_per_second() > 0 && !stack_.load().has_write()) {
      checker_.Add("load.writes_per_second", "is set, but the stack has no load.write");
    }
    const bool served =
        (stack_.load().has_write() || stack_.load().has_read()) &&
        (!scenario_.has_load() || load.writes_per_second() > 0 || load.reads_per_second() > 0);
    if (scenario_.expected().has_service_level() && !served) {
      checker_.Add("expected.service_level", "cannot be judged: there is no load",
                   "describe one in the stack, and give it a rate");
    }
    if (load.reads_per_second() > 0 && !stack_.load().has_read()) {
      checker_.Add("load.reads_per_second", "is set, but the stack has no load.read");
    }
  }

  std::vector<std::string> FurtherIds() const {
    std::vector<std::string> ids;
    for (const Database& database : stack_.further_databases()) ids.push_back(database.id());
    return ids;
  }

  std::vector<std::string> SeededIn(const std::string& id) const {
    std::vector<std::string> tables;
    for (const SeededTable& table : DatabaseOf(stack_, id).seeded_tables())
      tables.push_back(table.table());
    return tables;
  }

  void NeedsDatabase(const std::string& path, const std::string& service) {
    if (stack_.has_database() || !service.empty()) return;
    checker_.Add(path, "needs a database, and the stack has none", "describe it in the stack");
  }

  void NeedsServer(const std::string& path, const std::string& service) {
    NeedsDatabase(path, service);
    if (!service.empty() || stack_.database().file().empty()) return;
    checker_.Add(path, "needs a PostgreSQL server, and the stack's database is a file",
                 "name a service that is one");
  }

  const Scenario& scenario_;
  const Stack& stack_;
  FieldChecker& checker_;
  std::vector<std::string> good_, bad_, recorded_, services_, steady_state_, seeded_;
};

}  // namespace

void ValidateReferences(const Scenario& scenario, const Stack& stack,
                        const FieldLocations& locations, std::vector<Problem>* problems) {
  FieldChecker checker(locations, problems);
  References(scenario, stack, &checker).Check();
}

}  // namespace drill
