#include "harness/fault/migration_effect.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/proto_duration.h"
#include "harness/base/shell_quote.h"
#include "harness/base/status_macros.h"
#include "harness/database/facts.h"
#include "harness/fault/host_command.h"
#include "harness/fault/look_before.h"
#include "harness/host/container_id_command.h"
#include "harness/stack/projects_of.h"

namespace drill {
namespace {

constexpr char kLockHolder[] = "drill_lock_holder";
constexpr absl::Duration kLockLimit = absl::Seconds(10);
constexpr absl::Duration kDefaultSlow = absl::Seconds(2);
constexpr int kToolSeconds = 20;

// The fault's lock, as the server shows it of our own session.
std::string HolderQuery(const std::string& table, const std::string& columns) {
  return absl::StrCat("SELECT ", columns,
                      " FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
                      " WHERE a.application_name = '",
                      kLockHolder, "' AND l.granted AND l.relation = '", table, "'::regclass");
}

Probe SqlProbeFor(const std::string& id, const std::string& name, const std::string& query) {
  Probe probe;
  probe.set_name(name);
  probe.mutable_sql()->set_query(query);
  probe.mutable_sql()->set_database(id);
  return probe;
}

}  // namespace

absl::StatusOr<MigrationEffect> MigrationEffect::Prepare(const MigrationFault& fault,
                                                         const FaultContext& context) {
  MigrationEffect effect(fault, context);
  RETURN_IF_ERROR(effect.LookAround());
  return effect;
}

absl::Status MigrationEffect::LookAround() {
  switch (fault_->effect()) {
    case MigrationFault::FAILS_MIDWAY:
      return NoteRevision();
    case MigrationFault::BREAKS_APPLICATION: {
      Probe probe = RedProbe();
      probe.set_must_be_red(!probe.must_be_red());
      RETURN_IF_ERROR(NoteRevision());
      return MustBeGreenBefore(probe, "the application is red already", *context_);
    }
    case MigrationFault::IRREVERSIBLE:
      return NoteRevision();
    case MigrationFault::TWO_HEADS:
      RETURN_IF_ERROR(NoteRevision());
      return ToolMustHaveOneHead();
    case MigrationFault::BLOCKED:
      return HoldLock();
    case MigrationFault::SLOW: {
      ASSIGN_OR_RETURN(time_before_, ReadFromDatabase("SELECT clock_timestamp()", *context_, Id()));
      return absl::OkStatus();
    }
    default:
      return absl::OkStatus();
  }
}

absl::Status MigrationEffect::NoteRevision() {
  ASSIGN_OR_RETURN(revision_before_, ReadFromDatabase(RevisionQuery(Migrated()), *context_, Id()));
  if (revision_before_ != fault_->revision()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("the database is at revision ", revision_before_, " already"));
}

absl::Status MigrationEffect::ToolMustHaveOneHead() {
  ASSIGN_OR_RETURN(const std::string heads,
                   ReadFromHost(context_->stack.migrations().heads(), *context_));
  const std::vector<std::string> lines = absl::StrSplit(heads, '\n', absl::SkipEmpty());
  if (lines.size() == 1) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("the migration tool does not have one head, but: ", heads));
}

// Holds the lock in a session started in the database's container, as if somebody had left it open.
absl::Status MigrationEffect::HoldLock() {
  const Database& database = Migrated();
  const std::string& table = fault_->locked_table();
  RETURN_IF_ERROR(
      MustBeGreenBefore(SqlProbeFor(Id(), "table", absl::StrCat("SELECT '", table, "'::regclass")),
                        absl::StrCat("there is no table ", table, " to lock"), *context_));
  ExecOptions options;
  options.env = {{"DRILL_USER", database.user()},
                 {"DRILL_DATABASE", database.name()},
                 {"DRILL_LOCK",
                  absl::StrCat("BEGIN; LOCK TABLE ", table, " IN ",
                               fault_->lock_mode().empty() ? "ACCESS SHARE" : fault_->lock_mode(),
                               " MODE; SELECT pg_sleep(86400)")}};
  RETURN_IF_ERROR(
      RunOnHost(absl::StrCat("container=$(",
                             ContainerIdCommand(ProjectsOf(context_->stack), database.service()),
                             ") && docker exec -d -e PGAPPNAME=", kLockHolder,
                             " \"$container\" psql -X -U \"$DRILL_USER\" -d \"$DRILL_DATABASE\" -c "
                             "\"$DRILL_LOCK\""),
                kLockLimit, *context_, std::move(options))
          .status());
  Probe held = SqlProbeFor(Id(), "lock", HolderQuery(table, "count(*)"));
  held.mutable_sql()->set_at_least("1");
  const absl::Duration end = RealClock().Monotonic() + kLockLimit;
  absl::Status seen;
  do {
    seen = MustBeGreenBefore(held, absl::StrCat("our session got no lock on ", table), *context_);
    if (!absl::IsFailedPrecondition(seen)) return seen;
    RealClock().Sleep(absl::Milliseconds(100));
  } while (RealClock().Monotonic() < end);
  return seen;
}

absl::Status MigrationEffect::AfterApplied() {
  if (fault_->effect() != MigrationFault::IRREVERSIBLE) return absl::OkStatus();
  return RunOnHost(context_->stack.migrations().downgrade_one(),
                   DurationOr(context_->stack.migrations().timeout(), absl::Seconds(60)), *context_)
      .status();
}

std::vector<Probe> MigrationEffect::Proof() const {
  std::vector<Probe> proof;
  switch (fault_->effect()) {
    case MigrationFault::FAILS_MIDWAY:
      proof = SchemaOfNoRelease();
      proof.push_back(
          RevisionIs(fault_->revision().empty() ? revision_before_ : fault_->revision()));
      return proof;
    case MigrationFault::BREAKS_APPLICATION:
      proof = SchemaOfNoRelease();
      proof.push_back(RevisionIs(fault_->revision()));
      proof.push_back(RedProbe());
      return proof;
    case MigrationFault::IRREVERSIBLE:
      proof = SchemaOfNoRelease();
      proof.push_back(RevisionIs(fault_->revision()));
      return proof;
    case MigrationFault::TWO_HEADS:
      return {ToolRefuses(), RevisionIs(revision_before_)};
    case MigrationFault::BLOCKED:
      return {MigrationWaits()};
    case MigrationFault::SLOW:
      return {StatementRuns()};
    default:
      return proof;
  }
}

std::vector<Probe> MigrationEffect::SchemaOfNoRelease() const {
  std::vector<Probe> probes;
  for (const PrepareStep& step : context_->stack.prepare()) {
    if (step.records_release().empty()) continue;
    Probe probe;
    probe.set_name(absl::StrCat("schema_is_not_", step.records_release()));
    probe.mutable_schema()->set_release(step.records_release());
    probe.mutable_schema()->set_must_differ(true);
    probe.mutable_timeout()->set_seconds(10);
    probes.push_back(std::move(probe));
  }
  return probes;
}

Probe MigrationEffect::RevisionIs(const std::string& revision) const {
  Probe probe =
      SqlProbeFor(Id(), absl::StrCat("revision_is_", revision), RevisionQuery(Migrated()));
  probe.mutable_sql()->add_equals(revision);
  return probe;
}

Probe MigrationEffect::RedProbe() const {
  Probe red;
  for (const Probe& probe : context_->stack.steady_state())
    if (probe.name() == fault_->red_probe()) red = probe;
  red.set_name(absl::StrCat(fault_->red_probe(), "_is_red"));
  red.set_must_be_red(!red.must_be_red());
  return red;
}

// Before the migration the same command reported a single head.
Probe MigrationEffect::ToolRefuses() const {
  Probe probe;
  probe.set_name("two_heads");
  probe.mutable_command()->set_command(absl::StrCat(
      "cd ", ShellQuote(context_->stack.operator_directory()), " && { heads=$(",
      context_->stack.migrations().heads(),
      ") || { echo \"the tool fails\"; exit 0; }; echo \"$heads\"; [ \"$(grep -c . <<<\"$heads\")\""
      " -ge 2 ]; }"));
  probe.mutable_timeout()->set_seconds(kToolSeconds);
  return probe;
}

// The application's own statements never ask for one of these modes; a migration's do. It waits for
// our session itself, not for something that waits for it.
Probe MigrationEffect::MigrationWaits() const {
  const std::string& table = fault_->locked_table();
  Probe probe = SqlProbeFor(
      Id(), "migration_waits_for_lock",
      absl::StrCat("SELECT count(*) FROM pg_locks w WHERE NOT w.granted AND w.relation = '", table,
                   "'::regclass AND w.mode IN ('ShareUpdateExclusiveLock', 'ShareLock',"
                   " 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')"
                   " AND pg_blocking_pids(w.pid) && ARRAY(",
                   HolderQuery(table, "l.pid"), ")"));
  probe.mutable_sql()->set_at_least("1");
  return probe;
}

// Only sessions that began after the migration was started and that do not wait for a lock count.
Probe MigrationEffect::StatementRuns() const {
  Probe probe = SqlProbeFor(
      Id(), "statement_runs_long",
      absl::StrCat("SELECT coalesce(extract(epoch FROM max(clock_timestamp() - query_start)), 0)"
                   " FROM pg_stat_activity WHERE state = 'active'"
                   " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
                   " AND wait_event_type IS DISTINCT FROM 'Lock' AND backend_start > '",
                   time_before_, "'"));
  probe.mutable_sql()->set_at_least(
      absl::StrCat(absl::ToDoubleSeconds(DurationOr(fault_->slow(), kDefaultSlow))));
  return probe;
}

}  // namespace drill
