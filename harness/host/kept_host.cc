#include "harness/host/kept_host.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/file.h"
#include "harness/base/json.h"
#include "harness/base/status_macros.h"
#include "harness/host/cgroup.h"
#include "harness/host/inventory.h"
#include "nlohmann/json.hpp"

namespace drill {
namespace {

using nlohmann::json;

absl::StatusOr<KeptHost> ReadMark(const std::string& file) {
  ASSIGN_OR_RETURN(const std::string text, ReadFile(file));
  const json mark = ParseJson(text);
  if (!mark.is_object() || !mark.contains("id"))
    return absl::DataLossError(absl::StrCat(file, ": not the mark of a kept host"));
  KeptHost host;
  host.id = mark.value("id", "");
  host.drill = mark.value("drill", "");
  host.directory = mark.value("directory", "");
  host.since = mark.value("since", "");
  return host;
}

}  // namespace

absl::Status KeepHost(const std::string& cache_directory, const KeptHost& host) {
  const json mark = {
      {"id", host.id}, {"drill", host.drill}, {"directory", host.directory}, {"since", host.since}};
  return WriteFile(KeptMark(cache_directory, SessionOf(host.id)), mark.dump(2) + "\n");
}

bool IsKept(const std::string& cache_directory, absl::string_view session) {
  std::error_code error;
  return std::filesystem::exists(KeptMark(cache_directory, session), error);
}

std::vector<KeptHost> KeptHosts(const std::string& cache_directory) {
  std::vector<KeptHost> hosts;
  std::error_code error;
  for (const auto& entry :
       std::filesystem::directory_iterator(SessionsDirectory(cache_directory), error)) {
    if (!absl::EndsWith(entry.path().string(), kKeptSuffix)) continue;
    absl::StatusOr<KeptHost> host = ReadMark(entry.path().string());
    if (host.ok()) hosts.push_back(*std::move(host));
  }
  std::sort(hosts.begin(), hosts.end(),
            [](const KeptHost& a, const KeptHost& b) { return a.id < b.id; });
  return hosts;
}

absl::StatusOr<KeptHost> FindKeptHost(const std::string& cache_directory, absl::string_view id) {
  std::vector<std::string> ids;
  for (KeptHost& host : KeptHosts(cache_directory)) {
    if (host.id == id) return std::move(host);
    ids.push_back(host.id);
  }
  return absl::NotFoundError(
      absl::StrCat("no drill host named ", id, " was kept; ",
                   ids.empty() ? "there is none. `tools/drill run SCENARIO --keep` keeps one."
                               : absl::StrCat("there are: ", absl::StrJoin(ids, ", "))));
}

bool IsRunning(const std::string& cache_directory, const KeptHost& host) {
  const absl::StatusOr<CgroupMounts> mounts = FindCgroupMounts();
  std::error_code error;
  return mounts.ok() && !CgroupProcesses(*mounts, HostCgroup(host.id)).empty() &&
         std::filesystem::exists(HostDirectory(cache_directory, host.id), error);
}

std::vector<std::string> EnterCommand(const std::string& cache_directory, const KeptHost& host,
                                      const std::vector<std::string>& argv, bool terminal) {
  std::vector<std::string> command = {
      "runc", "--root", absl::StrCat(HostDirectory(cache_directory, host.id), "/runc"), "exec"};
  if (terminal) command.push_back("--tty");
  if (!host.directory.empty()) command.insert(command.end(), {"--cwd", host.directory});
  command.push_back(host.id);
  command.insert(command.end(), argv.begin(), argv.end());
  return command;
}

}  // namespace drill
