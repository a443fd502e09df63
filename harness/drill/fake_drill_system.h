// A DrillSystem that answers from fields, for testing the phases in milliseconds.
#ifndef HARNESS_DRILL_FAKE_DRILL_SYSTEM_H_
#define HARNESS_DRILL_FAKE_DRILL_SYSTEM_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/drill/drill_system.h"

namespace drill {

class FakeDrillSystem : public DrillSystem {
 public:
  // What each verb answers; the defaults are a drill in which everything goes well.
  absl::Status boot, start, load;
  // How many looks for red see none before the fault shows.
  int looks_until_red = 0;
  bool steady = true, proved = true, green_with_fault = false, recovered = true;
  absl::StatusOr<Injection> injected = Injection();
  absl::StatusOr<std::vector<std::string>> differences = std::vector<std::string>();
  std::vector<CommandRun> commands;
  std::vector<ManualStepTaken> manual_steps;
  // Asked for before the procedure's first command, where somebody is to be asked.
  std::vector<Step> steps;
  // Name of a probe.
  std::string cannot_be_seen;
  absl::StatusOr<PersonsAnswer> decided = PersonsAnswer();
  std::vector<LoadWindow> windows_lately;
  // Told once, with the first command.
  std::vector<std::string> not_done;
  ProcedureEnded procedure;
  // How a second run ends; nullopt: as the first.
  std::optional<ProcedureEnded> second_procedure;
  Verification verification;
  // Names of the probes that are green before the fault.
  std::vector<std::string> green_before;
  // At so many looks, red at those after.
  int green_looks = 1000;
  absl::StatusOr<RowsGrown> grown = RowsGrown();
  absl::StatusOr<bool> recovery_point = true;
  // Whether the fault has changed the schema.
  absl::StatusOr<bool> noted = true;
  std::optional<int64_t> last_red_us;
  std::optional<Lateness> lateness;
  absl::StatusOr<CheckResult> restarted = Passed("machine"), redeployed = Passed("deploy");
  absl::StatusOr<std::vector<CheckResult>> cycle = std::vector<CheckResult>();
  absl::StatusOr<std::vector<LoadWindow>> windows = std::vector<LoadWindow>();
  std::vector<LoadWindow> windows_so_far;
  absl::StatusOr<DataResult> data = DataResult();
  // Rows lost at each look at the data in turn; after these, what `data` says.
  std::vector<int64_t> lost_rows;
  absl::StatusOr<Residue> residue = Residue();
  absl::StatusOr<BackupFindings> backups = BackupFindings();
  absl::StatusOr<TwinLook> twin = TwinLook();
  absl::StatusOr<ReadBackLook> read_back = ReadBackLook{{}, "nothing to read"};
  // What was seen of the stay, what is called when it begins, and how the containers live at the
  // end.
  Stay stay;
  std::function<void()> on_begin_stay = [] {};
  // What AskUsersRequests() does and gives.
  std::function<void()> on_requests = [] {};
  absl::Status requests_asked;
  absl::StatusOr<std::vector<ContainerLife>> containers_now = std::vector<ContainerLife>();
  // The colour at each later look at the recovery probes, "g", "r" or "n" for not seen; green after
  // these.
  std::string looks_again;
  std::vector<std::string> missing_walls;
  // What every wait for green saw last.
  std::vector<std::string> last_seen = {"what was seen"};
  // The verbs in the order they were called.
  std::vector<std::string> calls;

  FakeDrillSystem() {
    procedure.set_completed(true);
    MemorySeries& series = *stay.add_memory();
    for (int i = 0; i <= 10; ++i) series.add_samples()->set_at_us(int64_t{i} * 1'000'000);
  }

  static CheckResult Passed(const std::string& name) {
    CheckResult check;
    check.set_name(name);
    check.set_passed(true);
    return check;
  }

  absl::Status BootHost() override { return Called("boot", boot); }
  std::vector<std::string> MissingWalls() const override { return missing_walls; }
  std::vector<std::string> TakeNotDone() override { return std::exchange(not_done, {}); }
  absl::Status StartStack() override { return Called("start", start); }
  absl::StatusOr<Recovered> AwaitGreen(const GreenRequest& request) override {
    calls.push_back("await");
    requests.push_back(request);
    return Seen(requests.size() == 1 ? steady : proved);
  }
  absl::StatusOr<RedLook> LookForRed(const GreenRequest& request) override {
    calls.push_back("look_for_red");
    requests.push_back(request);
    const bool still_green = looks_until_red > 0 && looks_until_red-- > 0;
    return RedLook{!green_with_fault && !still_green, last_seen};
  }
  absl::StatusOr<std::vector<ProofLook>> LookOnce(const std::vector<Probe>& probes) override {
    calls.push_back("look_once");
    std::vector<ProofLook> looks;
    if (green_looks-- == 0) green_before.clear();
    for (const Probe& probe : probes) {
      ProofLook& look = looks.emplace_back();
      look.set_probe(probe.name());
      for (const std::string& name : green_before)
        look.set_green(look.green() || name == probe.name());
      look.set_seen(probe.name() + (look.green() ? ": green: x" : ": red: x"));
      look.set_not_seen(probe.name() == cannot_be_seen);
    }
    return looks;
  }
  absl::StatusOr<bool> FindRecoveryPoint() override {
    calls.push_back("recovery_point");
    return recovery_point;
  }
  absl::StatusOr<std::vector<std::string>> CompareDocument() override { return differences; }
  absl::StatusOr<RowsGrown> GrowRows(int64_t rows) override {
    calls.push_back("grow " + std::to_string(rows));
    return grown;
  }
  void NoteRows() override { calls.push_back("note_rows"); }
  absl::StatusOr<bool> NoteDatabase() override {
    calls.push_back("note_database");
    return noted;
  }
  absl::Status NoteParts() override { return Called("note_parts", absl::OkStatus()); }
  absl::Status BeginWatch(const GreenRequest& request) override {
    requests.push_back(request);
    return Called("watch", absl::OkStatus());
  }
  absl::StatusOr<Recovered> FinishWatch(absl::Duration within) override {
    calls.push_back("recovery");
    watched = within;
    Recovered seen = Seen(recovered);
    if (last_red_us) seen.set_last_red_us(*last_red_us);
    return seen;
  }
  absl::Status StartLoad(const Load&, const std::string& window) override {
    return Called("load " + window, load);
  }
  void MarkLoad(const std::string& window) override { calls.push_back("mark " + window); }
  absl::StatusOr<std::vector<LoadWindow>> StopLoad() override {
    calls.push_back("stop_load");
    return windows;
  }
  std::vector<LoadWindow> LoadSoFar() override { return windows_so_far; }
  std::vector<LoadWindow> LoadSince(absl::Duration) override { return windows_lately; }
  absl::StatusOr<PersonsAnswer> AwaitDecision(const std::string& question,
                                              absl::Duration) override {
    calls.push_back(question);
    return decided;
  }
  absl::StatusOr<Injection> InjectFault(const Fault&) override {
    calls.push_back("inject");
    return injected;
  }
  absl::StatusOr<ProcedureEnded> RunProcedure(const std::string& outputs,
                                              const ProcedureEvents& events) override {
    calls.push_back(outputs == "commands" ? "procedure" : "procedure into " + outputs);
    for (const ManualStepTaken& step : manual_steps) events.on_manual_step(step);
    for (const Step& step : steps)
      if (events.before_step) asked.push_back(events.before_step(step));
    for (const CommandRun& command : commands) events.on_command(command);
    return outputs != "commands" && second_procedure ? *second_procedure : procedure;
  }
  void FollowInstead(const Plan& plan, const Rollback& rollback) override {
    calls.push_back("follow " + plan.heading);
    followed = rollback;
  }
  absl::StatusOr<BackupFindings> LookAtBackups(const std::string& when) override {
    calls.push_back("backups " + when);
    return backups;
  }
  absl::StatusOr<Verification> Verify(const Expected&, int looks) override {
    calls.push_back("verify");
    looks_wanted = looks;
    return verification;
  }
  void BeginStay() override {
    calls.push_back("begin_stay");
    on_begin_stay();
  }
  Stay StaySoFar() override { return stay; }
  Stay EndStay() override {
    calls.push_back("end_stay");
    return stay;
  }
  absl::StatusOr<std::vector<ContainerLife>> ContainersNow() override { return containers_now; }
  absl::StatusOr<std::vector<ProofLook>> LookAgain(const GreenRequest& request) override {
    calls.push_back("look_again");
    looked_again = request;
    const char colour = looks_again.empty() ? 'g' : looks_again.front();
    looks_again.erase(0, 1);
    ProofLook look;
    look.set_green(colour == 'g');
    look.set_not_seen(colour == 'n');
    look.set_seen(std::string("health: ") + colour);
    return std::vector<ProofLook>{look};
  }
  absl::Status AskUsersRequests() override {
    calls.push_back("requests");
    on_requests();
    return requests_asked;
  }
  absl::StatusOr<TwinLook> CompareWithTwin(const Expected&) override {
    calls.push_back("twin");
    return twin;
  }
  absl::StatusOr<DataResult> CompareData(const DataRule&) override {
    calls.push_back("compare");
    if (!lost_rows.empty()) {
      data->set_rows_lost(lost_rows.front());
      lost_rows.erase(lost_rows.begin());
    }
    return data;
  }
  absl::StatusOr<ReadBackLook> ReadBackWrites() override {
    calls.push_back("read_back");
    return read_back;
  }
  absl::StatusOr<CheckResult> RestartMachine() override {
    calls.push_back("restart");
    return restarted;
  }
  absl::StatusOr<CheckResult> Redeploy() override {
    calls.push_back("redeploy");
    return redeployed;
  }
  absl::StatusOr<std::vector<CheckResult>> RunMigrationCycle() override {
    calls.push_back("migration_cycle");
    return cycle;
  }
  std::optional<Lateness> TakeLateness() override { return lateness; }
  std::vector<Evidence> CollectEvidence() override { return {}; }
  absl::StatusOr<Residue> TearDown() override {
    calls.push_back("teardown");
    return residue;
  }

  std::vector<GreenRequest> requests;
  GreenRequest looked_again;
  // What was answered to each of `steps`.
  std::vector<absl::StatusOr<StepConfirmed>> asked;
  Rollback followed;
  // How long the recovery was watched for at most, and how often a failing check was to be looked
  // at.
  absl::Duration watched;
  int looks_wanted = 0;

 private:
  Recovered Seen(bool green) const {
    Recovered seen;
    seen.set_recovered(green);
    for (const std::string& line : last_seen) seen.add_last_seen(line);
    return seen;
  }
  absl::Status Called(const std::string& name, const absl::Status& status) {
    calls.push_back(name);
    return status;
  }
};

}  // namespace drill

#endif  // HARNESS_DRILL_FAKE_DRILL_SYSTEM_H_
