#include "harness/fault/sql_fault.h"

#include <utility>

#include "harness/base/status_macros.h"
#include "harness/fault/host_command.h"

namespace drill {

absl::StatusOr<Injection> InjectSql(const SqlFault& fault, const FaultContext& context) {
  const Database& database = context.stack.database();
  ExecOptions options;
  options.env = {{"DRILL_SERVICE", fault.service().empty() ? database.service() : fault.service()},
                 {"DRILL_PROJECT", context.stack.compose_project()},
                 {"DRILL_USER", database.user()},
                 {"DRILL_DATABASE", database.name()}};
  options.stdin_content = fault.statement();
  Injection injection;
  ASSIGN_OR_RETURN(
      injection.facts,
      RunOnHost(
          "container=$(docker ps -q --filter \"label=com.docker.compose.project=$DRILL_PROJECT\""
          " --filter \"label=com.docker.compose.service=$DRILL_SERVICE\") && "
          "docker exec -i \"$container\" psql -X -v ON_ERROR_STOP=1 -U \"$DRILL_USER\" -d "
          "\"$DRILL_DATABASE\"",
          absl::Seconds(60), context, std::move(options)));
  return injection;
}

}  // namespace drill
