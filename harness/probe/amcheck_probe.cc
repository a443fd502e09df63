#include "harness/probe/amcheck_probe.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "harness/base/one_line.h"
#include "harness/host/container_id_command.h"

namespace drill {
namespace {

constexpr char kMarker[] = "amcheck begins";

constexpr char kInContainer[] =
    "docker exec -i \"$container\" psql -X -q -At -v ON_ERROR_STOP=1 -U \"$DRILL_USER\" "
    "-d \"$DRILL_DATABASE\"";

}  // namespace

std::string AmcheckScript(const std::string& relation) {
  const std::string quoted = absl::StrCat("'", absl::StrReplaceAll(relation, {{"'", "''"}}), "'");
  return absl::StrCat(
      "BEGIN;\nSET LOCAL client_min_messages = warning;\n"
      "CREATE EXTENSION IF NOT EXISTS amcheck;\n"
      "SELECT relkind = 'i' AS is_index FROM pg_class WHERE oid = ",
      quoted, "::regclass \\gset\n\\echo ", kMarker, "\n\\if :is_index\nSELECT bt_index_check(",
      quoted,
      ", heapallindexed => true);\n\\else\n"
      "SELECT 'block ' || blkno || ': ' || msg FROM verify_heapam(",
      quoted, ");\n\\endif\nROLLBACK;\n");
}

Sight JudgeAmcheck(const AmcheckProbe& probe, const SubprocessResult& result) {
  if (result.timed_out) return Red("amcheck did not end in time");
  absl::string_view output = result.stdout_content;
  const size_t marker = output.find(kMarker);
  if (marker == absl::string_view::npos) {
    const std::string said = OneLine(result.stderr_content);
    // A server that is down is the system's own state; a missing extension is not.
    return absl::StrContains(said, "amcheck") ? NotSeen(said) : Red(said);
  }
  output = absl::StripAsciiWhitespace(output.substr(marker + sizeof(kMarker) - 1));
  // No ERROR in the output: the server or the connection went away, which says nothing of the
  // pages.
  const bool lost = !result.succeeded() && !absl::StrContains(result.stderr_content, "ERROR:");
  if (lost) return Red(OneLine(result.stderr_content));
  const bool damaged = !result.succeeded() || !output.empty();
  const std::string seen = result.succeeded() ? std::string(output) : result.stderr_content;
  return GreenIf(damaged == probe.must_find_damage(),
                 damaged ? OneLine(seen) : absl::StrCat(probe.relation(), ": no damage"));
}

Sight LookAtAmcheck(const ProbeContext& context, const AmcheckProbe& probe,
                    absl::Duration timeout) {
  ExecOptions options;
  options.timeout = timeout;
  options.env = {{"DRILL_USER", context.database.user}, {"DRILL_DATABASE", context.database.name}};
  options.stdin_content = AmcheckScript(probe.relation());
  const std::string& service = probe.service().empty() ? context.database_service : probe.service();
  const std::string command = absl::StrCat(
      "container=$(", ContainerIdCommand(context.compose_projects, service), ") && ", kInContainer);
  const absl::StatusOr<SubprocessResult> result =
      context.host->Exec({"bash", "-c", command}, options);
  if (!result.ok()) return NotSeen(std::string(result.status().message()));
  return JudgeAmcheck(probe, *result);
}

}  // namespace drill
