// A drill host made by runc from a clone of the store.
//
//   ASSIGN_OR_RETURN(std::string path, store.Clone(TreeKind::kSeed, hash, id));
//   RuncHostOptions options;
//   options.id = id;
//   ASSIGN_OR_RETURN(std::unique_ptr<RuncHost> host, RuncHost::Boot(session, options));
#ifndef HARNESS_HOST_RUNC_HOST_H_
#define HARNESS_HOST_RUNC_HOST_H_

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/base/descriptor.h"
#include "harness/base/process_handle.h"
#include "harness/base/stop_token.h"
#include "harness/host/bundle.h"
#include "harness/host/drill_host.h"
#include "harness/host/host_disk.h"
#include "harness/host/host_walls.h"
#include "harness/host/root_directory.h"
#include "harness/host/session.h"

namespace drill {

struct RuncHostOptions {
  // From Session::NewId(); the clone of that name becomes the host's /. Required.
  std::string id;
  std::string hostname = "drill";
  // Names that resolve to the host itself, beside its own.
  std::vector<std::string> host_names;
  // Limit of the whole host. 0: 6 GiB.
  int64_t memory_bytes = 0;
  // Directories that are limited file systems of their own.
  std::vector<HostDiskSpec> disks;
  // The machine lives on when this process and its reaper have been ended; only for one with an id
  // from Session::NewKeepableId().
  bool outlives_harness = false;
  // Not owned; may be null. Once set, whatever is run inside ends, also what was not given a token
  // of its own.
  const StopToken* stop = nullptr;
  // Longest time from boot until the engine answers.
  absl::Duration engine_limit = absl::Seconds(90);
};

class RuncHost : public DrillHost {
 public:
  // Starts the machine and its Docker engine, and returns when the engine answers. On failure
  // nothing but the clone is left, and the status tells what the machine and the engine said.
  // `session` must outlive the host.
  static absl::StatusOr<std::unique_ptr<RuncHost>> Boot(Session& session,
                                                        const RuncHostOptions& options);
  ~RuncHost() override;

  const std::string& id() const override { return options_.id; }
  // NotFound when the host has no such program.
  absl::StatusOr<SubprocessResult> Exec(const std::vector<std::string>& argv,
                                        const ExecOptions& options) override;
  std::vector<std::string> TerminalCommand(const std::vector<std::string>& argv,
                                           const std::string& working_directory) const override;
  std::vector<std::string> StreamCommand(const std::vector<std::string>& argv,
                                         const std::string& working_directory) const override;
  absl::Status InNetwork(const std::function<absl::Status()>& body) override;
  absl::StatusOr<RootDirectory> Root() const override;
  absl::Status Restart(absl::Duration engine_limit) override;
  absl::Status Reboot(absl::Duration engine_limit) override;
  std::vector<std::string> MissingWalls() const override { return walls_.missing(); }
  std::string Diagnose() override;
  absl::StatusOr<std::vector<std::string>> Destroy() override;

  // Ends the engine as a shut-down does: containers are stopped, and start again with the next
  // engine if their restart policy says so. DeadlineExceeded when it does not end.
  absl::Status StopEngine(absl::Duration limit = absl::Minutes(1));
  // Starts it again and waits for its answer.
  absl::Status StartEngine();
  // StopEngine(), then ends the machine. The clone stays, ready for Store::Seal().
  absl::Status PowerOff();

  // First process of the host, as this machine numbers it; for tests.
  pid_t init() const;

 private:
  RuncHost(Session& session, RuncHostOptions options);
  absl::StatusOr<RootDirectory> Disk() const;
  std::string LogTail(const std::string& path) const;
  std::vector<std::string> Runtime() const;
  // `flags` are the runtime's.
  std::vector<std::string> CommandInside(const std::vector<std::string>& flags,
                                         const std::vector<std::string>& argv,
                                         const std::string& working_directory) const;
  absl::Status WriteFiles();
  // `network_namespace`: see BundleSpec.
  absl::Status WriteBundle(const std::string& network_namespace);
  absl::Status Run();
  // Takes hold of the machine that the runtime has started, by its first process.
  absl::Status Hold(pid_t pid);
  absl::Status CheckThatCommandsLandInside();
  absl::Status AwaitEngine(absl::Duration limit);
  absl::Status EndMachine();
  absl::Status EndProcesses();
  void EndProcessGroup(const std::string& pid_file);
  bool IsRunning() const;
  bool IsStopped() const { return options_.stop != nullptr && options_.stop->stopped(); }

  Session& session_;
  const RuncHostOptions options_;
  const std::string directory_;  // Of the bundle, the runtime's state, the logs.
  mutable std::mutex mutex_;     // Guards init_ and root_, which a restart replaces.
  ProcessHandle init_;
  std::optional<RootDirectory> root_;  // The / of the first process; none while it is off.
  Descriptor network_;
  HostWalls walls_;
  std::atomic<int> next_exec_{1};
};

}  // namespace drill

#endif  // HARNESS_HOST_RUNC_HOST_H_
