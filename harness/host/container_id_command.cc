#include "harness/host/container_id_command.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/service_name.h"
#include "harness/base/shell_quote.h"

namespace drill {
namespace {

std::string FirstOf(absl::string_view options, const std::vector<std::string>& projects,
                    absl::string_view service) {
  const ServiceName wanted = ParseServiceName(service);
  std::vector<std::string> lists;
  for (const std::string& project : ProjectsFor(projects, wanted)) {
    lists.push_back(absl::StrCat(
        "docker ps ", options, " --no-trunc --filter label=com.docker.compose.oneoff=False",
        " --filter ", ShellQuote(absl::StrCat("label=com.docker.compose.project=", project)),
        " --filter ",
        ShellQuote(absl::StrCat("label=com.docker.compose.service=", wanted.service))));
  }
  if (lists.empty()) return "true";
  const std::string list =
      lists.size() == 1 ? lists.front() : absl::StrCat("{ ", absl::StrJoin(lists, " && "), "; }");
  return absl::StrCat("set -o pipefail; ", list, " | sed -n 1p");
}

}  // namespace

std::string ContainerIdCommand(const std::vector<std::string>& projects,
                               absl::string_view service) {
  return FirstOf("-q", projects, service);
}

std::string StoppedContainerIdCommand(const std::vector<std::string>& projects,
                                      absl::string_view service) {
  return FirstOf("-aq", projects, service);
}

}  // namespace drill
