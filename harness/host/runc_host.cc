#include "harness/host/runc_host.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>
#include <thread>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/host/bundle.h"
#include "harness/host/cgroup.h"
#include "harness/host/engine_api.h"
#include "harness/host/inventory.h"
#include "harness/host/mark_file.h"
#include "harness/host/name_service.h"

namespace drill {
namespace {

constexpr char kEngineLog[] = "/var/log/dockerd.log";
constexpr char kStopEngine[] =
    "pid=$(cat /run/docker.pid 2>/dev/null) || exit 0; kill -TERM \"$pid\"; "
    "while [ -e /proc/$pid ]; do sleep 0.02; done";
constexpr absl::Duration kRunLimit = absl::Seconds(30);
constexpr absl::Duration kEndLimit = absl::Seconds(5);
constexpr absl::Duration kBetweenPings = absl::Milliseconds(10);
constexpr size_t kLogTail = 4000;

std::string Tail(const absl::StatusOr<std::string>& text) {
  if (!text.ok()) return absl::StrCat("(", text.status().message(), ")");
  return text->size() > kLogTail ? text->substr(text->size() - kLogTail) : *text;
}

// The tree may have a symbolic link there (resolv.conf often is one).
absl::Status ReplaceFile(const RootDirectory& disk, absl::string_view path,
                         absl::string_view content) {
  RETURN_IF_ERROR(disk.Remove(path));
  return disk.Write(path, content);
}

bool SaysProgramIsMissing(const SubprocessResult& result) {
  // runc's own exit code for a program that it could not start.
  return result.exit_code == 255 && absl::StrContains(result.stderr_content, "exec failed") &&
         (absl::StrContains(result.stderr_content, "executable file not found") ||
          absl::StrContains(result.stderr_content, "no such file or directory"));
}

}  // namespace

RuncHost::RuncHost(Session& session, RuncHostOptions options)
    : session_(session),
      options_(std::move(options)),
      directory_(HostDirectory(session.store().cache_directory(), options_.id)),
      walls_({options_.id, session.store().PathOf(TreeKind::kClone, options_.id), directory_,
              options_.disks,
              options_.memory_bytes > 0 ? options_.memory_bytes : BundleSpec().memory_bytes}) {}

RuncHost::~RuncHost() = default;

absl::StatusOr<std::unique_ptr<RuncHost>> RuncHost::Boot(Session& session,
                                                         const RuncHostOptions& options) {
  if (!session.store().Exists(TreeKind::kClone, options.id))
    return absl::NotFoundError(absl::StrCat("there is no clone named ", options.id));
  RETURN_IF_ERROR(session.store().CheckRoom());
  std::unique_ptr<RuncHost> host(new RuncHost(session, options));
  absl::Status booted = session.store().Explain(host->WriteFiles());
  if (booted.ok()) booted = host->Run();
  if (booted.ok()) booted = host->CheckThatCommandsLandInside();
  if (booted.ok()) booted = host->AwaitEngine(options.engine_limit);
  if (booted.ok()) return host;
  const std::string said = host->Diagnose();
  host->EndMachine().IgnoreError();
  if (host->IsStopped()) return absl::CancelledError("stopped by the user");
  return absl::Status(booted.code(),
                      absl::StrCat("the drill host did not boot: ", booted.message(), "\n", said));
}

absl::StatusOr<RootDirectory> RuncHost::Disk() const {
  return RootDirectory::Open(session_.store().PathOf(TreeKind::kClone, options_.id));
}

std::string RuncHost::LogTail(const std::string& path) const {
  const absl::StatusOr<RootDirectory> disk = Disk();
  return disk.ok() ? Tail(disk->Read(path)) : Tail(disk.status());
}

std::vector<std::string> RuncHost::Runtime() const {
  return {"runc", "--root", directory_ + "/runc"};
}

absl::Status RuncHost::WriteFiles() {
  ASSIGN_OR_RETURN(const RootDirectory disk, Disk());
  RETURN_IF_ERROR(
      ReplaceFile(disk, "/etc/hosts", HostsFile(options_.hostname, options_.host_names)));
  RETURN_IF_ERROR(ReplaceFile(disk, "/etc/resolv.conf", ResolverConfig()));
  RETURN_IF_ERROR(ReplaceFile(disk, kNameServiceFile,
                              NameServiceConfig(options_.hostname, options_.host_names)));
  RETURN_IF_ERROR(ReplaceFile(disk, "/etc/hostname", options_.hostname + "\n"));
  RETURN_IF_ERROR(ReplaceFile(disk, kMarkFile, options_.id));
  return WriteBundle("");
}

absl::Status RuncHost::WriteBundle(const std::string& network_namespace) {
  RETURN_IF_ERROR(MakeDirectories(directory_));
  BundleSpec spec;
  spec.network_namespace = network_namespace;
  spec.hostname = options_.hostname;
  spec.has_lifeline = !options_.outlives_harness;
  RETURN_IF_ERROR(walls_.Raise(spec));
  return WriteFile(directory_ + "/config.json", BundleConfig(spec));
}

absl::Status RuncHost::Run() {
  const std::string pid_file = directory_ + "/init.pid";
  std::vector<std::string> argv;
  // The runtime passes descriptor 3 on to the first process.
  if (!options_.outlives_harness)
    argv = {"sh", "-c", "exec 3<\"$0\" && exec \"$@\"", session_.Lifeline()};
  for (const std::string& word : Runtime()) argv.push_back(word);
  argv.insert(argv.end(), {"run", "--detach", "--bundle", directory_, "--pid-file", pid_file});
  if (!options_.outlives_harness) argv.insert(argv.end(), {"--preserve-fds", "1"});
  argv.push_back(options_.id);
  SubprocessOptions options;
  options.timeout = kRunLimit;
  options.output_file = directory_ + "/boot.log";  // Also what the first process says later.
  ASSIGN_OR_RETURN(const SubprocessResult result, RunSubprocess(argv, options));
  walls_.MachineStarted();
  if (!result.succeeded()) return SubprocessError("runc run", result);
  ASSIGN_OR_RETURN(const std::string pid, ReadFile(pid_file));
  pid_t init = -1;
  if (!absl::SimpleAtoi(pid, &init))
    return absl::InternalError(absl::StrCat(pid_file, ": not a number: ", pid));
  return Hold(init);
}

absl::Status RuncHost::Hold(pid_t pid) {
  ASSIGN_OR_RETURN(ProcessHandle init, ProcessHandle::Open(pid));
  // The process may have ended at once and its id been reused: check its control group.
  ASSIGN_OR_RETURN(const std::string cgroup, init.Read("cgroup"));
  if (!IsInCgroup(cgroup, HostCgroup(options_.id)))
    return absl::InternalError("its first process ended at once");
  ASSIGN_OR_RETURN(Descriptor root, init.OpenPath("root", O_PATH | O_DIRECTORY));
  // A restarted machine keeps its network namespace: it is opened only the first time.
  if (!network_.valid()) {
    ASSIGN_OR_RETURN(network_, init.OpenPath("ns/net", O_RDONLY));
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  init_ = std::move(init);
  root_.emplace(std::move(root));
  return absl::OkStatus();
}

bool RuncHost::IsRunning() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return init_.IsRunning();
}

pid_t RuncHost::init() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return init_.pid();
}

// Documented commands are harmless only inside. In some chroots the runtime runs them on the file
// system around it instead: better no drill than that. Costs nothing: the engine is starting.
absl::Status RuncHost::CheckThatCommandsLandInside() {
  ASSIGN_OR_RETURN(const SubprocessResult result, Exec({"/bin/cat", kMarkFile}, {}));
  if (result.succeeded() && result.stdout_content == options_.id) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("a command for the drill host did not run on the drill host's file system (",
                   result.stdout_content, result.stderr_content, ")"));
}

absl::Status RuncHost::AwaitEngine(absl::Duration limit) {
  const absl::Duration deadline = RealClock().Monotonic() + limit;
  absl::Status ping = absl::UnavailableError("never asked");
  while (RealClock().Monotonic() < deadline) {
    if (!IsRunning()) return absl::InternalError("its first process ended");
    if (IsStopped()) return absl::CancelledError("stopped by the user");
    ping = EngineOf(*this).Ping();
    if (ping.ok()) return ping;
    RealClock().Sleep(kBetweenPings);
  }
  return absl::DeadlineExceededError(absl::StrCat(
      "its engine did not answer within ", absl::FormatDuration(limit), ": ", ping.message()));
}

absl::StatusOr<SubprocessResult> RuncHost::Exec(const std::vector<std::string>& argv,
                                                const ExecOptions& options) {
  if (argv.empty()) return absl::InvalidArgumentError("no program was named");
  const std::string pid_file = absl::StrCat(directory_, "/exec-", next_exec_.fetch_add(1), ".pid");
  const absl::Cleanup remove_pid_file = [&pid_file] { unlink(pid_file.c_str()); };
  std::vector<std::string> command = Runtime();
  command.insert(command.end(), {"exec", "--pid-file", pid_file});
  if (!options.working_directory.empty())
    command.insert(command.end(), {"--cwd", options.working_directory});
  for (const auto& [name, value] : options.env)
    command.insert(command.end(), {"--env", absl::StrCat(name, "=", value)});
  command.push_back(options_.id);
  command.insert(command.end(), argv.begin(), argv.end());
  SubprocessOptions subprocess;
  subprocess.stdin_content = options.stdin_content;
  subprocess.timeout = options.timeout;
  subprocess.stop = options.stop != nullptr ? options.stop : options_.stop;
  subprocess.output_file = options.output_file;
  ASSIGN_OR_RETURN(SubprocessResult result, RunSubprocess(command, subprocess));
  if (result.timed_out) {
    // runc passed the polite signal on, but its own end does not end what ignored it.
    EndProcessGroup(pid_file);
  }
  if (SaysProgramIsMissing(result))
    return absl::NotFoundError(absl::StrCat(argv[0], ": ", result.stderr_content));
  return result;
}

std::vector<std::string> RuncHost::TerminalCommand(const std::vector<std::string>& argv,
                                                   const std::string& working_directory) const {
  return CommandInside({"--tty"}, argv, working_directory);
}

std::vector<std::string> RuncHost::StreamCommand(const std::vector<std::string>& argv,
                                                 const std::string& working_directory) const {
  return CommandInside({}, argv, working_directory);
}

std::vector<std::string> RuncHost::CommandInside(const std::vector<std::string>& flags,
                                                 const std::vector<std::string>& argv,
                                                 const std::string& working_directory) const {
  std::vector<std::string> command = Runtime();
  command.push_back("exec");
  command.insert(command.end(), flags.begin(), flags.end());
  if (!working_directory.empty()) command.insert(command.end(), {"--cwd", working_directory});
  command.push_back(options_.id);
  command.insert(command.end(), argv.begin(), argv.end());
  return command;
}

absl::Status RuncHost::InNetwork(const std::function<absl::Status()>& body) {
  absl::Status result;
  // A thread of its own: a namespace is entered by a thread, and is never left again.
  std::thread([&] {
    if (setns(network_.get(), CLONE_NEWNET) != 0) {
      result = absl::InternalError(absl::StrCat("the host's network: ", strerror(errno)));
      return;
    }
    result = body();
  }).join();
  return result;
}

void RuncHost::EndProcessGroup(const std::string& pid_file) {
  const absl::StatusOr<std::string> text = ReadFile(pid_file);
  const absl::StatusOr<CgroupMounts> mounts = FindCgroupMounts();
  pid_t group = 0;
  if (!text.ok() || !mounts.ok() || !absl::SimpleAtoi(*text, &group)) return;
  for (const ProcessHandle& process : CgroupProcesses(*mounts, HostCgroup(options_.id))) {
    if (process.Group() == group) process.Signal(SIGKILL);
  }
}

absl::StatusOr<RootDirectory> RuncHost::Root() const {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (root_.has_value()) return root_->Duplicate();
  }
  return Disk();
}

std::string RuncHost::Diagnose() {
  std::string text = absl::StrCat("The machine said:\n", Tail(ReadFile(directory_ + "/boot.log")),
                                  "\nThe engine said:\n", LogTail(kEngineLog), "\n");
  for (const std::string& item : Inventory(session_.store(), options_.id))
    absl::StrAppend(&text, item, "\n");
  const absl::Status room = session_.store().CheckRoom();
  if (!room.ok()) absl::StrAppend(&text, room.message(), "\n");
  return text;
}

absl::Status RuncHost::StopEngine(absl::Duration limit) {
  ExecOptions options;
  options.timeout = limit;
  ASSIGN_OR_RETURN(const SubprocessResult result, Exec({"/bin/sh", "-c", kStopEngine}, options));
  if (result.timed_out)
    return absl::DeadlineExceededError("the engine did not end:\n" + LogTail(kEngineLog));
  return result.succeeded() ? absl::OkStatus() : SubprocessError("ending the engine", result);
}

absl::Status RuncHost::StartEngine() {
  ASSIGN_OR_RETURN(const SubprocessResult result, Exec({"/bin/sh", "-c", kStartEngine}, {}));
  if (!result.succeeded()) return SubprocessError("starting the engine", result);
  return AwaitEngine(options_.engine_limit);
}

// With its first process, the kernel ends all others.
absl::Status RuncHost::EndProcesses() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    init_.Signal(SIGKILL);
    init_ = ProcessHandle();
    root_.reset();
  }
  ASSIGN_OR_RETURN(const CgroupMounts mounts, FindCgroupMounts());
  return RemoveCgroup(mounts, HostCgroup(options_.id), kEndLimit);
}

// The network namespace is kept: the harness's own threads are in it.
absl::Status RuncHost::Restart(absl::Duration engine_limit) {
  RETURN_IF_ERROR(EndProcesses());
  RETURN_IF_ERROR(RemoveAll(directory_ + "/runc"));
  RETURN_IF_ERROR(WriteBundle(absl::StrCat("/proc/", getpid(), "/fd/", network_.get())));
  RETURN_IF_ERROR(Run());
  RETURN_IF_ERROR(CheckThatCommandsLandInside());
  return AwaitEngine(engine_limit);
}

absl::Status RuncHost::Reboot(absl::Duration engine_limit) {
  const absl::Status ended = StopEngine();
  if (!ended.ok() && !absl::IsDeadlineExceeded(ended)) return ended;
  return Restart(engine_limit);
}

absl::Status RuncHost::EndMachine() {
  const absl::Status removed = EndProcesses();
  walls_.Lower();
  network_ = Descriptor();
  RETURN_IF_ERROR(removed);
  return RemoveAll(directory_);
}

absl::Status RuncHost::PowerOff() {
  RETURN_IF_ERROR(StopEngine());
  return EndMachine();
}

absl::StatusOr<std::vector<std::string>> RuncHost::Destroy() {
  EndMachine().IgnoreError();  // What an error leaves behind is removed below.
  RemoveResidue(session_.store(), options_.id, kEndLimit);
  return Inventory(session_.store(), options_.id);
}

}  // namespace drill
