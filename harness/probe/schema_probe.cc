#include "harness/probe/schema_probe.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "harness/database/sql_database.h"

namespace drill {

Sight LookAtSchema(const ProbeContext& whole, const SchemaProbe& probe, absl::Duration timeout) {
  const absl::StatusOr<const ProbeContext*> of_database = ContextOf(whole, probe.database());
  if (!of_database.ok()) return NotSeen(std::string(of_database.status().message()));
  const ProbeContext& context = **of_database;
  const auto recorded = context.schema_sha256.find(probe.release());
  if (recorded == context.schema_sha256.end()) {
    return NotSeen(absl::StrCat("no schema was recorded for release ", probe.release()));
  }
  const absl::StatusOr<std::unique_ptr<SqlDatabase>> database = OpenDatabase(context, "");
  if (!database.ok()) return SightOfLocation(database.status());
  const absl::StatusOr<SchemaFingerprint> schema = (*database)->Schema(timeout);
  if (!schema.ok()) return SightOfDatabase(schema.status());
  const bool same = schema->sha256 == recorded->second;
  return GreenIf(same != probe.must_differ(),
                 absl::StrCat(same ? "the schema of " : "not the schema of ", probe.release()));
}

}  // namespace drill
