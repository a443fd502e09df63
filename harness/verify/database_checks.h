// The checks of one of the stack's databases: its revision, its schema, its seeded rows.
#ifndef HARNESS_VERIFY_DATABASE_CHECKS_H_
#define HARNESS_VERIFY_DATABASE_CHECKS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "harness/database/facts.pb.h"
#include "harness/database/sql_database.h"
#include "harness/journal/journal.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// Used from within the drill host's network. The database is opened with the first check that asks
// it. Nothing is owned.
class DatabaseChecks {
 public:
  // `facts`: of the expected release, with all databases.
  DatabaseChecks(const ProbeContext& context, const Database& database, const ReleaseFacts& facts);

  // The check's name for this database: "schema" of the stack's `database`, "schema/ID" of a
  // further one.
  std::string Name(absl::string_view check) const;

  CheckResult Revision();
  CheckResult Schema();
  CheckResult Table(const SeededTable& table);
  // The table was empty when it was recorded, so that its rows say nothing.
  bool HasNoRows(const SeededTable& table) const;

 private:
  using Opened = absl::StatusOr<std::unique_ptr<SqlDatabase>>;
  const Opened& Open();
  CheckResult Named(CheckResult check, absl::string_view name) const;

  const ProbeContext& context_;
  const Database& database_;
  // Of this database.
  const ReleaseFacts& facts_;
  const std::string release_;
  std::unique_ptr<Opened> opened_;
};

}  // namespace drill

#endif  // HARNESS_VERIFY_DATABASE_CHECKS_H_
