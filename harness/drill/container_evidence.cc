#include "harness/drill/container_evidence.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

constexpr absl::Duration kLimit = absl::Seconds(10);
constexpr char kShow[] =
    "docker ps -a; for c in $(docker ps -aq); do "
    "echo \"== $(docker inspect -f '{{.Name}}' $c)\"; docker logs --tail 200 $c 2>&1; done";

}  // namespace

absl::StatusOr<Evidence> KeepContainerLogs(DrillHost& host, const Masker& masker,
                                           const std::string& run_directory) {
  ExecOptions exec;
  exec.timeout = kLimit;
  const absl::StatusOr<SubprocessResult> shown = host.Exec({"bash", "-c", kShow}, exec);
  const std::string text = shown.ok() ? absl::StrCat(shown->stdout_content, shown->stderr_content)
                                      : std::string(shown.status().message());
  Evidence evidence;
  evidence.set_file("containers.log");
  evidence.set_what("state and last log lines of every container at the end");
  RETURN_IF_ERROR(WriteFile(absl::StrCat(run_directory, "/", evidence.file()), masker.Mask(text)));
  return evidence;
}

}  // namespace drill
