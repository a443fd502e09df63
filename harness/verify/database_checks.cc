#include "harness/verify/database_checks.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/status_macros.h"
#include "harness/database/facts.h"
#include "harness/verify/release_checks.h"

namespace drill {
namespace {

constexpr absl::Duration kQueryLimit = absl::Seconds(60);

// What `read` finds in the database, or why there is none to read.
template <typename Opened, typename Read>
auto On(const Opened& database, Read read) -> decltype(read(**database)) {
  if (!database.ok()) return database.status();
  return read(**database);
}

absl::StatusOr<std::unique_ptr<SqlDatabase>> OpenThis(const ProbeContext& context,
                                                      const std::string& id) {
  ASSIGN_OR_RETURN(const ProbeContext* const of_database, ContextOf(context, id));
  return OpenDatabase(*of_database, "");
}

}  // namespace

DatabaseChecks::DatabaseChecks(const ProbeContext& context, const Database& database,
                               const ReleaseFacts& facts)
    : context_(context),
      database_(database),
      facts_(FactsOfDatabase(facts, database.id())),
      release_(facts.version()) {}

std::string DatabaseChecks::Name(absl::string_view check) const {
  return database_.id().empty() ? std::string(check) : absl::StrCat(check, "/", database_.id());
}

const DatabaseChecks::Opened& DatabaseChecks::Open() {
  if (opened_ == nullptr) opened_ = std::make_unique<Opened>(OpenThis(context_, database_.id()));
  return *opened_;
}

CheckResult DatabaseChecks::Named(CheckResult check, absl::string_view name) const {
  check.set_name(Name(name));
  return check;
}

CheckResult DatabaseChecks::Revision() {
  const auto found = On(Open(), [&](SqlDatabase& database) {
    return database.Value(RevisionQuery(database_), kQueryLimit);
  });
  return Named(found.ok() ? CheckRevision(facts_, *found)
                          : CheckNotRead("revision", facts_.schema_revision(), found.status()),
               "revision");
}

CheckResult DatabaseChecks::Schema() {
  const auto found = On(Open(), [](SqlDatabase& database) { return database.Schema(kQueryLimit); });
  return Named(
      found.ok() ? CheckSchema(facts_, found->text)
                 : CheckNotRead("schema", absl::StrCat("the schema of ", release_), found.status()),
      "schema");
}

CheckResult DatabaseChecks::Table(const SeededTable& table) {
  const std::string name = absl::StrCat(Name("seeded_data"), "/", table.table());
  CheckResult check = CheckNotRead(name, "the rows that were recorded",
                                   absl::InternalError("nothing was recorded of this table"));
  for (const TableFacts& recorded : facts_.tables()) {
    if (recorded.table() != table.table()) continue;
    const auto found = On(
        Open(), [&table](SqlDatabase& database) { return database.Checksum(table, kQueryLimit); });
    check = found.ok() ? CheckTable(recorded, *found)
                       : CheckNotRead(name, absl::StrCat(recorded.rows(), " rows as seeded"),
                                      found.status());
  }
  check.set_name(name);
  return check;
}

bool DatabaseChecks::HasNoRows(const SeededTable& table) const {
  const auto& recorded = facts_.tables();
  return std::any_of(recorded.begin(), recorded.end(), [&](const TableFacts& facts) {
    return facts.table() == table.table() && facts.rows() == 0;
  });
}

}  // namespace drill
