#include "harness/seed/healthy_machines.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/base/file_lock.h"
#include "harness/base/mask.h"
#include "harness/base/proto_duration.h"
#include "harness/base/status_macros.h"
#include "harness/database/facts.pb.h"
#include "harness/host/runc_host.h"
#include "harness/host/secret_files.h"
#include "harness/journal/journal.pb.h"
#include "harness/load/load_generator.h"
#include "harness/seed/kept_portraits.h"
#include "harness/seed/machine_work.h"
#include "harness/seed/prepared_machine.h"
#include "harness/seed/seed_shelf.h"
#include "harness/seed/stack_state.h"
#include "harness/seed/system_senses.h"
#include "harness/twin/take_portrait.h"
#include "harness/twin/user_requests.h"

namespace drill {
namespace {

constexpr absl::Duration kStepLimit = absl::Minutes(5);
constexpr absl::Duration kEngineLimit = absl::Seconds(90);
// Long enough that a page of the ten newest things shows none of the seed's any more.
constexpr absl::Duration kServed = absl::Seconds(2);
constexpr double kServedPerSecond = 10;

// One machine, and what is done to it.
class HealthyRun {
 public:
  HealthyRun(Session& session, const LoadedStack& stack, const Seed& seed,
             const SeedOptions& options)
      : session_(session), stack_(stack.stack), seed_(seed), options_(options) {}

  absl::StatusOr<HealthyMachines> Go(const std::string& name) {
    const absl::Duration start = RealClock().Monotonic();
    const std::string id = session_.NewId(absl::StrCat("healthy-", name));
    ASSIGN_OR_RETURN(tree_, CloneSeed(session_, seed_, id));
    RuncHostOptions host = HostOptionsOf(stack_, id);
    host.stop = options_.stop;
    ASSIGN_OR_RETURN(host_, RuncHost::Boot(session_, host));
    const absl::Status observed = Observe();
    ASSIGN_OR_RETURN(const std::vector<std::string> left, host_->Destroy());
    RETURN_IF_ERROR(observed);
    if (!left.empty())
      return absl::InternalError(
          absl::StrCat("the healthy machine was not removed whole: ", absl::StrJoin(left, ", ")));
    machines_.set_made_in_ms(absl::ToInt64Milliseconds(RealClock().Monotonic() - start));
    return std::move(machines_);
  }

 private:
  std::string LogDirectory() const {
    return SeedLogDirectory(session_.store(), absl::StrCat(seed_.tree, "-healthy"));
  }

  absl::Status Observe() {
    const std::string logs = LogDirectory();
    RETURN_IF_ERROR(RemoveAll(logs));
    RETURN_IF_ERROR(MakeDirectories(logs));
    SecretFiles secrets(host_.get(), {stack_.secret_files().begin(), stack_.secret_files().end()},
                        &masker_);
    MachineWork::Options work_options;
    work_options.log_directory = logs;
    work_options.stop = options_.stop;
    work_options.masker = &masker_;
    work_options.learn_secrets = [&secrets] { secrets.Learn().IgnoreError(); };
    work_options.learn_secrets();
    MachineWork work(host_.get(), work_options);
    return ObserveAll(work);
  }

  absl::Status ObserveAll(MachineWork& work) {
    started_ = RealClock().Monotonic();
    RETURN_IF_ERROR(Start(work));
    RETURN_IF_ERROR(Take("left alone"));
    if (!stack_.load().base_url().empty())
      RETURN_IF_ERROR(After("it served users", [this] { return Serve(); }));
    RETURN_IF_ERROR(After("its containers were restarted", [&] {
      return work.Run("restart containers", "docker restart $(docker ps --quiet)",
                      stack_.operator_directory(), kStepLimit);
    }));
    for (const PrepareStep& step : stack_.prepare()) {
      if (step.records_release() != stack_.baseline()) continue;
      RETURN_IF_ERROR(After("its release was deployed again", [&] {
        return work.Run(step.name(), step.command(), stack_.operator_directory(),
                        DurationOr(step.timeout(), kStepLimit));
      }));
    }
    return After("it was restarted", [&]() -> absl::Status {
      RETURN_IF_ERROR(host_->Reboot(kEngineLimit));
      return Start(work);
    });
  }

  // The load, gently: what users write, read and count is no difference of a drilled machine
  // either.
  absl::Status Serve() {
    LoadOptions load;
    load.shape = stack_.load();
    load.writes_per_second = load.shape.has_write() ? kServedPerSecond : 0;
    load.reads_per_second = load.shape.has_read() ? kServedPerSecond : 0;
    load.key_prefix = "healthy";
    load.ledger_file = absl::StrCat(LogDirectory(), "/ledger.log");
    load.host_names.assign(stack_.host_names().begin(), stack_.host_names().end());
    ASSIGN_OR_RETURN(const std::unique_ptr<LoadGenerator> users,
                     LoadGenerator::Start(host_.get(), load));
    RealClock().Sleep(kServed);
    RETURN_IF_ERROR(users->Stop());
    for (const LoadWindow& window : users->windows()) writes_sent_ += window.writes_sent();
    return absl::OkStatus();
  }

  absl::Status Start(MachineWork& work) {
    if (stack_.start().empty()) return absl::OkStatus();
    return work.Run("start", stack_.start(), stack_.operator_directory(),
                    DurationOr(stack_.start_limit(), kStepLimit));
  }

  // A machine that does not come back from what was done to it is told, and is no yardstick.
  template <typename Change>
  absl::Status After(const std::string& what, const Change& change) {
    absl::Status changed = change();
    if (changed.ok()) changed = Take(what);
    if (changed.ok() || absl::IsCancelled(changed)) return changed;
    Say(absl::StrCat("the healthy machine is not well after ", what, ": ", changed.message(), "\n",
                     masker_.Mask(DescribeContainers(*host_, stack_.operator_directory()))));
    return absl::OkStatus();
  }

  absl::Status AwaitSteadyState() {
    return SystemSenses(host_.get(), &stack_, options_.stop)
        .await_steady_state(RecordedReleases(seed_.manifest));
  }

  absl::Status Take(const std::string& what) {
    RETURN_IF_ERROR(AwaitSteadyState());
    PortraitOptions portrait;
    portrait.taken_of = what;
    portrait.stop = options_.stop;
    portrait.writes_sent = writes_sent_;
    portrait.ran = RealClock().Monotonic() - started_;
    const std::map<std::string, ReleaseFacts> recorded = RecordedReleases(seed_.manifest);
    const auto release = recorded.find(stack_.baseline());
    if (release != recorded.end()) portrait.release = &release->second;
    portrait.files.seed_tree = session_.store().PathOf(TreeKind::kSeed, seed_.tree);
    portrait.files.tree = tree_;
    if (machines_.portraits_size() > 0)
      portrait.files.seed_volumes = VolumesOf(machines_.portraits(0));
    ASSIGN_OR_RETURN(Portrait taken, TakePortrait(*host_, stack_, portrait));
    *machines_.add_portraits() = std::move(taken);
    Say(absl::StrCat("observed a healthy machine: ", what));
    return absl::OkStatus();
  }

  void Say(const std::string& line) const {
    if (options_.progress) options_.progress(line);
  }

  Session& session_;
  const Stack& stack_;
  const Seed& seed_;
  const SeedOptions& options_;
  // Where its files lie.
  std::string tree_;
  std::unique_ptr<RuncHost> host_;
  Masker masker_;
  // When the stack was started, by the monotonic clock, and what users have sent to it since.
  absl::Duration started_;
  int64_t writes_sent_ = 0;
  HealthyMachines machines_;
};

}  // namespace

absl::StatusOr<HealthyMachines> EnsureHealthyMachines(Session& session, const LoadedStack& stack,
                                                      const Seed& seed,
                                                      const SeedOptions& options) {
  const KeptPortraits kept(absl::StrCat(session.store().cache_directory(), "/healthy"));
  ASSIGN_OR_RETURN(const std::string lock_path,
                   SeedLockPath(session.store(), absl::StrCat(seed.tree, "-healthy")));
  LockWait wait;
  wait.stop = options.stop;
  wait.waiting = [&](absl::string_view holder) {
    if (options.progress)
      options.progress(absl::StrCat("stack ", stack.name, ": waiting until ", holder,
                                    " has observed healthy machines (Ctrl-C ends the waiting)"));
  };
  ASSIGN_OR_RETURN(const FileLock lock, FileLock::Acquire(lock_path, wait));
  absl::StatusOr<HealthyMachines> machines = kept.Read(seed.tree, stack.stack);
  if (machines.ok()) return machines;
  if (options.progress)
    options.progress(absl::StrCat("stack ", stack.name, ": observing healthy machines"));
  machines = HealthyRun(session, stack, seed, options).Go(stack.name);
  RETURN_IF_ERROR(machines.status());
  RETURN_IF_ERROR(
      kept.Keep(seed.tree, stack.stack, *machines, session.store().List(TreeKind::kSeed)));
  return machines;
}

}  // namespace drill
