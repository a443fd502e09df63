#include "harness/host/container_id_command.h"

#include "absl/strings/str_cat.h"
#include "harness/base/shell_quote.h"

namespace drill {

std::string ContainerIdCommand(absl::string_view project, absl::string_view service) {
  return absl::StrCat(
      "set -o pipefail; docker ps -q --no-trunc --filter label=com.docker.compose.oneoff=False",
      " --filter ", ShellQuote(absl::StrCat("label=com.docker.compose.project=", project)),
      " --filter ", ShellQuote(absl::StrCat("label=com.docker.compose.service=", service)),
      " | sed -n 1p");
}

}  // namespace drill
