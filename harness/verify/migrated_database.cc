#include "harness/verify/migrated_database.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "harness/base/proto_duration.h"
#include "harness/base/status_macros.h"
#include "harness/database/facts.h"
#include "harness/database/sql_database.h"

namespace drill {
namespace {

constexpr absl::Duration kQueryLimit = absl::Seconds(60);
constexpr absl::Duration kToolLimit = absl::Seconds(60);

}  // namespace

absl::StatusOr<ToolAnswer> SystemMigratedDatabase::Run(const std::string& command,
                                                       const std::string& revision) {
  ExecOptions options;
  options.working_directory = stack_.operator_directory();
  options.env = {{"REVISION", revision}};
  options.timeout = DurationOr(stack_.migrations().timeout(), kToolLimit);
  options.stop = stop_;
  ASSIGN_OR_RETURN(const SubprocessResult result,
                   context_.host->Exec({"bash", "-c", command}, options));
  ToolAnswer answer;
  answer.succeeded = result.succeeded();
  answer.words = absl::StrCat(result.stdout_content, result.stderr_content);
  if (result.timed_out) answer.words += "(did not end in time)";
  return answer;
}

absl::StatusOr<std::string> SystemMigratedDatabase::Revision() {
  std::string revision;
  RETURN_IF_ERROR(context_.host->InNetwork([&]() -> absl::Status {
    ASSIGN_OR_RETURN(const ProbeContext* const migrated, Migrated());
    ASSIGN_OR_RETURN(const std::unique_ptr<SqlDatabase> database, OpenDatabase(*migrated, ""));
    ASSIGN_OR_RETURN(const auto rows, database->Query(migrated->revision_query, kQueryLimit));
    if (rows.size() > 1) return absl::OutOfRangeError("the database is at several revisions");
    if (!rows.empty() && !rows[0].empty()) revision = rows[0][0].value_or("");
    return absl::OkStatus();
  }));
  return revision;
}

absl::StatusOr<std::string> SystemMigratedDatabase::Schema() {
  SchemaFingerprint schema;
  RETURN_IF_ERROR(context_.host->InNetwork([&]() -> absl::Status {
    ASSIGN_OR_RETURN(const ProbeContext* const migrated, Migrated());
    ASSIGN_OR_RETURN(const std::unique_ptr<SqlDatabase> database, OpenDatabase(*migrated, ""));
    ASSIGN_OR_RETURN(schema, database->Schema(kQueryLimit));
    return absl::OkStatus();
  }));
  return std::move(schema.text);
}

}  // namespace drill
