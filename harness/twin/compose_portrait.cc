#include "harness/twin/compose_portrait.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "harness/base/status_macros.h"
#include "harness/twin/portrait.h"

namespace drill {

absl::Status PaintComposeFiles(DrillHost& host, const std::string& directory, absl::Duration limit,
                               Portrait* portrait) {
  constexpr char kObject[] = "compose files";
  ExecOptions options;
  options.working_directory = directory;
  options.timeout = limit;
  ASSIGN_OR_RETURN(const SubprocessResult result,
                   host.Exec({"docker", "compose", "config", "--hash", "*"}, options));
  Painter painter(ENGINE, portrait);
  // What compose says of a file that it cannot read may quote it: only that it cannot.
  painter.Field(kObject, "readable", result.succeeded() ? "yes" : "no");
  if (!result.succeeded()) return absl::OkStatus();
  for (const absl::string_view line :
       absl::StrSplit(result.stdout_content, '\n', absl::SkipWhitespace())) {
    const std::pair<std::string, std::string> service =
        absl::StrSplit(line, absl::MaxSplits(' ', 1));
    painter.Field(kObject, absl::StrCat("would start ", service.first), service.second);
  }
  return absl::OkStatus();
}

}  // namespace drill
