#include "harness/drill/grow_rows.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "harness/base/proto_duration.h"
#include "harness/base/status_macros.h"
#include "harness/base/subprocess.h"
#include "harness/database/sql_database.h"
#include "harness/runbook/last_words.h"
#include "harness/stack/databases_of.h"

namespace drill {
namespace {

constexpr absl::Duration kQueryLimit = absl::Seconds(30);

// One number in either engine.
const char* SizeQuery(const Database& database) {
  return database.file().empty()
             ? "SELECT pg_database_size(current_database())"
             : "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
}

absl::StatusOr<int64_t> DatabaseBytes(DrillHost& host, const ProbeContext& context,
                                      const Stack& stack) {
  const std::string& id = stack.growth().database();
  ASSIGN_OR_RETURN(const ProbeContext* const of_database, ContextOf(context, id));
  std::string text;
  RETURN_IF_ERROR(host.InNetwork([&]() -> absl::Status {
    ASSIGN_OR_RETURN(const std::unique_ptr<SqlDatabase> database, OpenDatabase(*of_database, ""));
    ASSIGN_OR_RETURN(text, database->Value(SizeQuery(DatabaseOf(stack, id)), kQueryLimit));
    return absl::OkStatus();
  }));
  int64_t bytes = 0;
  if (!absl::SimpleAtoi(text, &bytes))
    return absl::InternalError(absl::StrCat("the database's size is no number: ", text));
  return bytes;
}

absl::Status Failed(const SubprocessResult& result) {
  const std::string fate = result.timed_out ? "did not end in time" : "failed";
  const std::vector<std::string> words =
      LastWords(result.stderr_content.empty() ? result.stdout_content : result.stderr_content);
  return absl::FailedPreconditionError(absl::StrCat(
      "the stack's growth.command ", fate, words.empty() ? "" : ": ", absl::StrJoin(words, " / ")));
}

}  // namespace

absl::StatusOr<RowsGrown> GrowRows(DrillHost& host, const ProbeContext& context, const Stack& stack,
                                   int64_t rows, const StopToken* stop) {
  if (!stack.has_growth()) {
    return absl::FailedPreconditionError(
        "the stack does not say how its data grows; describe it under growth (docs/bench.md)");
  }
  ExecOptions exec;
  exec.env.emplace_back("ROWS", absl::StrCat(rows));
  exec.working_directory = stack.operator_directory();
  exec.timeout = DurationOr(stack.growth().timeout(), absl::Minutes(30));
  exec.stop = stop;
  ASSIGN_OR_RETURN(const SubprocessResult result,
                   host.Exec({"bash", "-c", stack.growth().command()}, exec));
  if (!result.succeeded()) return Failed(result);
  RowsGrown grown;
  grown.set_rows(rows);
  if (!stack.has_database()) return grown;
  ASSIGN_OR_RETURN(const int64_t bytes, DatabaseBytes(host, context, stack));
  grown.set_bytes(bytes);
  return grown;
}

}  // namespace drill
