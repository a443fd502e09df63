#include "harness/seed/stack_state.h"

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

namespace drill {
namespace {

constexpr absl::Duration kLimit = absl::Seconds(20);

constexpr char kLook[] = R"(
containers=$(docker ps --all --quiet) || exit
[ -n "$containers" ] || exit 0
echo '$ docker compose ps --all'
docker compose ps --all 2>&1 || docker ps --all 2>&1
for container in $containers; do
  state=$(docker inspect --format \
    '{{.Name}}: {{.State.Status}}{{if eq .State.Status "exited"}} {{.State.ExitCode}}{{end}}{{with .State.Health}} {{.Status}}{{end}}{{if .RestartCount}}, started again {{.RestartCount}} times{{end}}' \
    "$container") || continue
  case ${state#*: } in running | 'running healthy' | 'exited 0') continue ;; esac
  echo
  echo "The last lines of the container ${state#/}"
  docker logs --tail 20 "$container" 2>&1
done
)";

}  // namespace

std::string DescribeContainers(DrillHost& host, const std::string& directory) {
  ExecOptions options;
  options.working_directory = directory;
  options.timeout = kLimit;
  const absl::StatusOr<SubprocessResult> look = host.Exec({"bash", "-c", kLook}, options);
  if (!look.ok())
    return absl::StrCat("(its containers could not be looked at: ", look.status().message(), ")\n");
  return absl::StrCat(look->stdout_content, look->stderr_content);
}

}  // namespace drill
