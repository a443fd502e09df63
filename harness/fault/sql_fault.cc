#include "harness/fault/sql_fault.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/fault/host_command.h"
#include "harness/host/container_id_command.h"
#include "harness/stack/projects_of.h"

namespace drill {

absl::StatusOr<Injection> InjectSql(const SqlFault& fault, const FaultContext& context) {
  const Database& database = context.stack.database();
  ExecOptions options;
  const std::string& service = fault.service().empty() ? database.service() : fault.service();
  options.env = {{"DRILL_USER", database.user()}, {"DRILL_DATABASE", database.name()}};
  options.stdin_content = fault.statement();
  Injection injection;
  ASSIGN_OR_RETURN(
      injection.facts,
      RunOnHost(absl::StrCat("container=$(", ContainerIdCommand(ProjectsOf(context.stack), service),
                             ") && docker exec -i \"$container\" psql -X -v ON_ERROR_STOP=1 "
                             "-U \"$DRILL_USER\" -d \"$DRILL_DATABASE\""),
                absl::Seconds(60), context, std::move(options)));
  return injection;
}

}  // namespace drill
