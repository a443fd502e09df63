#include "harness/drill/real_system.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/base/proto_duration.h"
#include "harness/base/status_macros.h"
#include "harness/database/facts.h"
#include "harness/drill/container_evidence.h"
#include "harness/drill/container_lives.h"
#include "harness/drill/follow_plan.h"
#include "harness/drill/grow_rows.h"
#include "harness/drill/order_host.h"
#include "harness/drill/plain_shell.h"
#include "harness/drill/promised_endpoint.h"
#include "harness/drill/start_stack.h"
#include "harness/drill/survival_trials.h"
#include "harness/fault/inject.h"
#include "harness/host/kept_host.h"
#include "harness/host/settled_containers.h"
#include "harness/load/compare_ledger.h"
#include "harness/probe/collect_facts.h"
#include "harness/runbook/named_revision.h"
#include "harness/runbook/value_lookup.h"
#include "harness/verify/checks.h"
#include "harness/verify/expected_facts.h"
#include "harness/verify/migrated_database.h"
#include "harness/verify/migration_cycle.h"

namespace drill {
namespace {

constexpr absl::Duration kObjectsLimit = absl::Seconds(5);
constexpr absl::Duration kKnownRevisionsLimit = absl::Seconds(30);
// For who is asked before each command: the limit of a procedure is for commands that hang.
constexpr absl::Duration kThinking = absl::Hours(24);

PlainShell PlainShellOf(const SessionOptions& options) {
  PlainShell shell;
  shell.working_directory = options.working_directory;
  shell.output_directory = options.output_directory;
  shell.limit = options.limit;
  shell.stop = options.stop;
  shell.masker = options.masker;
  return shell;
}

}  // namespace

absl::Status RealSystem::BootHost() {
  ASSIGN_OR_RETURN(host_, options_.hosts->Boot(OrderHost(*options_.drill, options_.id,
                                                         options_.keep, options_.stop)));
  secrets_ = std::make_unique<SecretFiles>(
      host_.get(),
      std::vector<std::string>(stack().secret_files().begin(), stack().secret_files().end()),
      options_.masker);
  return secrets_->Learn();
}

absl::Status RealSystem::StartStack() {
  const absl::Duration started_at = RealClock().Monotonic();
  ASSIGN_OR_RETURN(const SubprocessResult started, StartStackOn(*host_, stack(), options_.stop));
  if (!started.succeeded()) return SubprocessError("the stack's start command", started);
  ASSIGN_OR_RETURN(context_, MakeProbeContext(host_.get(), stack()));
  for (const ReleaseFacts& facts : options_.seed->manifest.releases()) context_->Remember(facts);
  context_->baseline = options_.drill->starting_release();
  runner_ = std::make_unique<SystemProbeRunner>(*context_);
  watch_ = std::make_unique<StackWatch>(runner_.get(), host_.get(), stack(), options_.stop);
  load_ = std::make_unique<DrillLoad>(DrillLoadOptions{
      host_.get(), &*context_, &stack(), options_.id, options_.run_directory, anchor_});
  twin_ = std::make_unique<DrillTwin>(DrillTwinOptions{host_.get(), options_.hosts, options_.drill,
                                                       options_.healthy, load_.get(), started_at,
                                                       options_.stop});
  return absl::OkStatus();
}

absl::StatusOr<Recovered> RealSystem::AwaitGreen(const GreenRequest& request) {
  return watch_->AwaitGreen(request);
}

absl::StatusOr<RedLook> RealSystem::LookForRed(const GreenRequest& request) {
  return watch_->LookForRed(request);
}

absl::StatusOr<std::vector<ProofLook>> RealSystem::LookOnce(const std::vector<Probe>& probes) {
  return watch_->LookOnce(probes);
}

absl::StatusOr<std::vector<std::string>> RealSystem::CompareDocument() {
  if (!stack().has_documented_revisions()) return std::vector<std::string>();
  const std::string& known = stack().documented_revisions().known();
  if (options_.drill->revisions.empty()) {
    return std::vector<std::string>{absl::StrCat(options_.drill->runbook_file,
                                                 ": names no revisions to compare with those that "
                                                 "the system knows")};
  }
  ExecOptions exec;
  exec.working_directory = stack().operator_directory();
  exec.timeout = kKnownRevisionsLimit;
  exec.stop = options_.stop;
  ASSIGN_OR_RETURN(const SubprocessResult listed, host_->Exec({"bash", "-c", known}, exec));
  if (!listed.succeeded()) return SubprocessError("documented_revisions.known", listed);
  return CompareRevisions(options_.drill->runbook_file, options_.drill->revisions,
                          absl::StrSplit(listed.stdout_content, '\n', absl::SkipWhitespace()));
}

absl::StatusOr<RowsGrown> RealSystem::GrowRows(int64_t rows) {
  return drill::GrowRows(*host_, *context_, stack(), rows, options_.stop);
}

absl::Status RealSystem::BeginWatch(const GreenRequest& request) { return watch_->Begin(request); }

absl::StatusOr<Recovered> RealSystem::FinishWatch(absl::Duration within) {
  ASSIGN_OR_RETURN(Recovered recovered, watch_->Finish(within));
  if (recovered.recovered()) recovered_at_ = anchor_.At(RealClock().Monotonic());
  return recovered;
}

absl::Status RealSystem::StartLoad(const Load& load, const std::string& window) {
  return load_->Start(options_.drill->scenario().has_load() ? &load : nullptr, window);
}

void RealSystem::MarkLoad(const std::string& window) { load_->Mark(window); }

absl::StatusOr<std::vector<LoadWindow>> RealSystem::StopLoad() {
  if (load_ == nullptr) return std::vector<LoadWindow>();
  return load_->Stop();
}

std::vector<LoadWindow> RealSystem::LoadSoFar() {
  if (load_ == nullptr) return {};
  return load_->SoFar();
}

std::vector<LoadWindow> RealSystem::LoadSince(absl::Duration from) {
  if (load_ == nullptr) return {};
  return load_->Since(from);
}

std::optional<DockerObjects> RealSystem::Objects() const {
  if (host_ == nullptr) return std::nullopt;
  absl::StatusOr<DockerObjects> objects = ReadDockerObjects(*host_, kObjectsLimit);
  if (!objects.ok()) return std::nullopt;
  return *std::move(objects);
}

absl::StatusOr<Injection> RealSystem::InjectFault(const Fault& fault) {
  if (!healthy_) healthy_ = Objects();
  absl::StatusOr<Injection> injected = drill::InjectFault(
      fault, FaultContext{*host_, stack(), options_.drill->loaded.scenario.directory, &random_,
                          options_.stop});
  recovery_point_.NoteFault(anchor_.At(RealClock().Monotonic()));
  twin_->NoteFault();
  return injected;
}

absl::StatusOr<bool> RealSystem::FindRecoveryPoint() {
  const DataRule& rule = options_.drill->scenario().expected().data();
  if (!rule.has_recovery_point()) return false;
  return recovery_point_.Find(*context_, rule.recovery_point().backup_glob());
}

absl::Status RealSystem::NoteBeforeProcedure() {
  // Look for the recovery point again: the fault may have made a backup or removed all of them.
  RETURN_IF_ERROR(FindRecoveryPoint().status());
  if (backups_ != nullptr) RETURN_IF_ERROR(backups_->NoteKept());
  broken_ = Objects();
  procedure_was_run_ = true;
  if (options_.drill->scenario().expected().untouched().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(before_procedure_,
                   EngineOf(*host_, kObjectsLimit).ProjectContainers(context_->compose_projects));
  return absl::OkStatus();
}

SessionOptions RealSystem::SessionFor(const std::string& outputs, bool led) const {
  const Rollback& rollback =
      rollback_ == nullptr ? options_.drill->scenario().rollback() : *rollback_;
  SessionOptions options;
  options.working_directory = rollback.working_directory().empty() ? stack().operator_directory()
                                                                   : rollback.working_directory();
  options.output_directory = absl::StrCat(options_.run_directory, "/", outputs);
  options.command_limit = DurationOr(rollback.command_limit(), options.command_limit);
  options.limit = DurationOr(rollback.limit(), options.limit);
  if (led) options.limit += kThinking;
  options.stop = options_.stop;
  options.masker = options_.masker;
  // A secret file that a step removed is not an error here: the masker keeps what it learned
  // earlier.
  options.learn_secrets = [this] { secrets_->Learn().IgnoreError(); };
  return options;
}

const Plan& RealSystem::plan() const {
  if (plan_ != nullptr) return *plan_;
  return options_.plan == nullptr ? options_.drill->plan : *options_.plan;
}

absl::StatusOr<ProcedureEnded> RealSystem::RunProcedure(const std::string& outputs,
                                                        const ProcedureEvents& events) {
  RETURN_IF_ERROR(NoteBeforeProcedure());
  const SessionOptions options = SessionFor(outputs, events.before_step != nullptr);
  RETURN_IF_ERROR(MakeDirectories(options.output_directory));
  if (options_.plain_shell) return TypePlainly(plan(), *host_, PlainShellOf(options), events);
  ASSIGN_OR_RETURN(std::unique_ptr<OperatorSession> session,
                   OperatorSession::Open(*host_, options));
  ValueLookups values(*host_, plan().lookups,
                      {options.working_directory, options.command_limit, options_.stop});
  return FollowPlan(plan(), *session,
                    {options.output_directory, options_.stop, events, &person(),
                     [&values](const Step& step) { return values.Fill(step); }});
}

// A host that is switched off has no readable notes: nothing is reported.
std::vector<std::string> RealSystem::TakeNotDone() {
  const absl::StatusOr<RootDirectory> root = host_->Root();
  if (!root.ok()) return {};
  return not_done_.Take(*root).value_or(std::vector<std::string>());
}

std::optional<HostChanges> RealSystem::LookForChanges() const {
  const std::optional<DockerObjects> now = Objects();
  if (!healthy_ || !now) return std::nullopt;
  return CompareDockerObjects(*healthy_, broken_ ? *broken_ : DockerObjects(), *now);
}

absl::StatusOr<BackupFindings> RealSystem::LookAtBackups(const std::string& when) {
  if (backups_ == nullptr) {
    const Scenario& scenario = options_.drill->scenario();
    BackupWatchOptions options;
    for (const Fault& fault : scenario.fault()) {
      if (fault.has_backup()) options.broken_globs.insert(fault.backup().glob());
    }
    // A procedure that uses no backup does not justify the time of a trial restore.
    options.restores = scenario.expected().data().has_recovery_point();
    for (const KeptBackups& kept : scenario.expected().kept_backups())
      options.left_by_procedure[kept.name()] = kept.keep_latest();
    options.kept_restores = options_.kept_restores;
    backups_ = std::make_unique<BackupWatch>(*context_, runner_.get(), stack(), std::move(options));
  }
  return backups_->Look(when);
}

void RealSystem::NoteRows() {
  const absl::StatusOr<ReleaseFacts> release = ExpectedFacts();
  twin_->NoteRows(release.ok() ? &*release : nullptr);
}

absl::StatusOr<bool> RealSystem::NoteDatabase() {
  ASSIGN_OR_RETURN(ReleaseFacts facts, ExpectedFacts());
  ASSIGN_OR_RETURN(const ReleaseFacts found, CollectFacts(*context_, stack(), facts.version()));
  const bool changed = found.schema_revision() != facts.schema_revision() ||
                       found.schema_sha256() != facts.schema_sha256();
  facts.set_schema_revision(found.schema_revision());
  facts.set_schema_text(found.schema_text());
  facts.set_schema_sha256(found.schema_sha256());
  *facts.mutable_databases() = found.databases();
  twin_->NoteDatabase(facts);
  noted_ = std::move(facts);
  return changed;
}

absl::StatusOr<ReleaseFacts> RealSystem::ExpectedFacts() const {
  if (noted_) return *noted_;
  const auto& releases = options_.seed->manifest.releases();
  return MakeExpectedFacts(options_.drill->scenario().expected(),
                           options_.drill->expected_release(), stack(),
                           {releases.begin(), releases.end()});
}

// What the engine says of a container's health may be from before the recovery. An engine that does
// not answer is for the checks to find.
absl::Status RealSystem::AwaitHealthChecks() {
  if (!CameBack()) return absl::OkStatus();
  SettleOptions settle;
  settle.stop = options_.stop;
  const auto look = [this] {
    return EngineOf(*host_, kObjectsLimit).ProjectContainers(context_->compose_projects);
  };
  const absl::Status settled = AwaitSettled(look, settle).status();
  return absl::IsCancelled(settled) ? settled : absl::OkStatus();
}

absl::StatusOr<Verification> RealSystem::Verify(const Expected& expected, int looks) {
  RETURN_IF_ERROR(AwaitHealthChecks());
  ChecksInput input;
  input.expected = expected;
  input.looks = looks;
  input.stack = &stack();
  ASSIGN_OR_RETURN(input.facts, ExpectedFacts());
  input.before_procedure = before_procedure_;
  input.procedure_was_run = procedure_was_run_;
  input.facts_source = absl::StrCat("seed, release ", input.facts.version());
  if (noted_) input.schema_source = "the database before the procedure";
  for (const Endpoint& endpoint : options_.drill->endpoints) {
    input.endpoints.push_back(ToPromised(endpoint, options_.drill->runbook_file));
  }
  input.load = load_->windows();
  ASSIGN_OR_RETURN(ChecksMade made, RunChecks(*context_, runner_.get(), input));
  return Verification{std::move(made.checks), std::move(made.not_looked_at)};
}

void RealSystem::BeginStay() {
  stay_ = std::make_unique<StayWatch>(host_.get(), context_->compose_projects);
}

Stay RealSystem::EndStay() {
  stay_->End();
  return stay_->SoFar();
}

absl::StatusOr<std::vector<ContainerLife>> RealSystem::ContainersNow() {
  return ReadContainerLives(*host_, kObjectsLimit);
}

absl::StatusOr<std::vector<ProofLook>> RealSystem::LookAgain(const GreenRequest& request) {
  return watch_->LookAgain(request);
}

absl::Status RealSystem::NoteParts() {
  const absl::StatusOr<ReleaseFacts> release = ExpectedFacts();
  return twin_->NoteParts(release.ok() ? &*release : nullptr);
}

absl::Status RealSystem::AskUsersRequests() { return twin_->AskUsersRequests(); }

absl::StatusOr<TwinLook> RealSystem::CompareWithTwin(const Expected& expected) {
  const absl::StatusOr<ReleaseFacts> release = ExpectedFacts();
  return twin_->Compare(expected, release.ok() ? &*release : nullptr, CameBack());
}

absl::StatusOr<DataResult> RealSystem::CompareData(const DataRule& rule) {
  LossSpan span;
  if (rule.has_recovery_point()) span.recovery_point = recovery_point_.begun();
  span.recovered_at = recovered_at_;
  ASSIGN_OR_RETURN(DataResult result, load_->Compare(rule, span));
  if (result.rule() == LOSS_RULE_RECOVERY_POINT) recovery_point_.AddTo(&result);
  return result;
}

absl::StatusOr<ReadBackLook> RealSystem::ReadBackWrites() { return load_->ReadBack(); }

absl::StatusOr<CheckResult> RealSystem::RestartMachine() {
  return RestartAndStart(*host_, stack(), options_.stop);
}

absl::StatusOr<CheckResult> RealSystem::Redeploy() {
  return DeployRelease(*host_, stack(), options_.drill->expected_release(), options_.stop);
}

absl::StatusOr<std::vector<CheckResult>> RealSystem::RunMigrationCycle() {
  CycleInput input;
  input.migrations = stack().migrations();
  const std::string& migrated = input.migrations.database();
  ASSIGN_OR_RETURN(const ReleaseFacts expected, ExpectedFacts());
  input.release = FactsOfDatabase(expected, migrated);
  for (const ReleaseFacts& release : options_.seed->manifest.releases())
    input.recorded.push_back(FactsOfDatabase(release, migrated));
  SystemMigratedDatabase database(*context_, stack(), options_.stop);
  std::vector<CheckResult> checks = drill::RunMigrationCycle(input, database);
  if (options_.stop->stopped()) return absl::CancelledError("stopped by the user");
  return checks;
}

std::vector<Evidence> RealSystem::CollectEvidence() {
  if (host_ == nullptr) return {};
  absl::StatusOr<Evidence> logs =
      KeepContainerLogs(*host_, *options_.masker, options_.run_directory);
  if (!logs.ok()) return {};
  return {*std::move(logs)};
}

absl::Status RealSystem::Keep() {
  KeptHost kept;
  kept.id = options_.id;
  kept.drill = options_.drill->name();
  kept.directory = stack().operator_directory();
  kept.since = absl::FormatTime(absl::RFC3339_sec, absl::Now(), absl::LocalTimeZone());
  return options_.hosts->Keep(kept);
}

absl::StatusOr<Residue> RealSystem::TearDown() {
  // The drill has stopped the load already and reported its end; this covers a drill that ended
  // early.
  StopLoad().status().IgnoreError();
  watch_.reset();
  stay_.reset();
  Residue residue;
  if (host_ == nullptr) return residue;
  if (options_.keep && !options_.stop->stopped()) {
    RETURN_IF_ERROR(Keep());
    return residue;
  }
  ASSIGN_OR_RETURN(const std::vector<std::string> left, host_->Destroy());
  host_.reset();
  for (const std::string& what : left) residue.add_left(what);
  for (const std::string& change : options_.hosts->ChangesBelow()) residue.add_left(change);
  for (const char* what :
       {"processes", "cgroups", "mounts", "loop devices", "runtime state", "clone",
        "state directory", "kernel settings", "disk queues", "kernel modules", "swap", "clock"}) {
    residue.add_inspected(what);
  }
  return residue;
}

}  // namespace drill
