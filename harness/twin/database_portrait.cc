#include "harness/twin/database_portrait.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/short_digest.h"
#include "harness/base/status_macros.h"
#include "harness/database/facts.h"
#include "harness/database/sql_database.h"
#include "harness/probe/probe_context.h"
#include "harness/stack/databases_of.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

constexpr absl::Duration kQueryLimit = absl::Seconds(30);
// A procedure may have restarted the server as its last command. One that takes connections and
// gives no answer is not asked again: each look then takes as long as a query may.
constexpr int kLooks = 3;
constexpr absl::Duration kBetweenLooks = absl::Seconds(1);

bool WantsAnotherLook(const absl::Status& status) {
  return !status.ok() && !absl::IsDeadlineExceeded(status);
}

Weight WeightOf(CatalogLine::Meaning meaning) {
  switch (meaning) {
    case CatalogLine::Meaning::kIdleWhenNew:
      return NEW_IS_TOLD;
    case CatalogLine::Meaning::kRemark:
      return TOLD;
    case CatalogLine::Meaning::kActs:
      break;
  }
  return ACTS;
}

void PaintCatalog(const std::vector<CatalogLine>& lines, const std::string& prefix,
                  Painter& painter) {
  for (const CatalogLine& line : lines) {
    const std::string object = absl::StrCat(prefix, line.object);
    if (line.field.empty()) {
      painter.Object(object, WeightOf(line.meaning));
    } else {
      painter.Field(object, line.field, line.value, WeightOf(line.meaning));
    }
  }
}

void PaintTable(const TableContents& table, const std::string& prefix, Painter& painter,
                Portrait* portrait) {
  const std::string object = absl::StrCat(prefix, "table ", table.table);
  if (!table.not_read.empty())
    return painter.NeverObserved(absl::StrCat(prefix, "rows of ", table.table), table.not_read);
  // A table that is new since, or of a release of which nothing is recorded.
  if (!table.recorded) return;
  painter.Field(object, "rows that the seed had", absl::StrCat(table.rows));
  // That there are any says all where healthy machines get none; how many, where they do. No rows
  // yet, where others have some, is a matter of time, or of a backup that was restored.
  if (table.rows_since.has_value()) {
    NewRows& came = *portrait->add_new_rows();
    came.set_table(object);
    came.set_rows(*table.rows_since);
    came.mutable_latest()->insert(table.latest.begin(), table.latest.end());
    for (const auto& [column, values] : table.newest) {
      NewValues& newest = (*came.mutable_newest())[column];
      newest.set_empty(values.empty);
      newest.set_unknown(values.unknown);
    }
    const bool some = *table.rows_since > 0;
    painter.Field(object, "rows that came since", some ? "some" : "none", some ? ACTS : TOLD);
  }
  for (const auto& [column, reached] : table.extents) {
    Extent& extent = *portrait->add_extents();
    extent.set_table(object);
    extent.set_column(column);
    extent.set_total(reached.total);
    if (reached.ahead_seconds.has_value()) extent.set_ahead_seconds(*reached.ahead_seconds);
  }
  for (const auto& [column, digest] : table.columns) {
    painter.Field(object, absl::StrCat("values of ", column), DigestOf(digest));
    // Counters and times are others on each healthy machine. That they were emptied or set back is
    // seen all the same; the other way round is what happens with time.
    const bool empty = table.mostly_empty.count(column) > 0;
    painter.Field(object, absl::StrCat("nothing in ", column), empty ? "most rows" : "few rows",
                  empty ? ACTS : TOLD);
  }
}

using Question = std::function<absl::Status(SqlDatabase&)>;

absl::Status AskOnce(DrillHost& host, const Stack& stack, const std::string& id,
                     const Question& question) {
  ASSIGN_OR_RETURN(const ProbeContext context, MakeProbeContext(&host, stack));
  ASSIGN_OR_RETURN(const ProbeContext* const of_database, ContextOf(context, id));
  return host.InNetwork([&]() -> absl::Status {
    ASSIGN_OR_RETURN(const std::unique_ptr<SqlDatabase> database, OpenDatabase(*of_database, ""));
    return question(*database);
  });
}

absl::Status Ask(DrillHost& host, const Stack& stack, const std::string& id,
                 const Question& question) {
  absl::Status asked = AskOnce(host, stack, id, question);
  for (int look = 1; look < kLooks && WantsAnotherLook(asked); ++look) {
    RealClock().Sleep(kBetweenLooks);
    asked = AskOnce(host, stack, id, question);
  }
  return asked;
}

std::vector<RecordedKeys> KeysOf(const ReleaseFacts* release, const std::string& id) {
  if (release == nullptr) return {};
  const auto& keys = FactsOfDatabase(*release, id).keys();
  return {keys.begin(), keys.end()};
}

// Objects of a further database are named after it.
std::string PrefixOf(const Database& database) {
  return database.id().empty() ? "" : absl::StrCat(database.id(), ": ");
}

void PaintRows(const std::vector<RowsSince>& came, const std::string& prefix, Portrait* portrait) {
  for (const RowsSince& rows : came) {
    RowsSince& painted = *portrait->add_rows_that_came() = rows;
    painted.set_table(absl::StrCat(prefix, "table ", rows.table()));
  }
}

void PaintOne(DrillHost& host, const Stack& stack, const Database& database,
              const std::vector<RecordedKeys>& recorded, Painter& painter, Portrait* portrait) {
  std::vector<CatalogLine> catalog;
  std::vector<TableContents> tables;
  std::vector<RowsSince> came;
  const auto question = [&](SqlDatabase& asked) -> absl::Status {
    ASSIGN_OR_RETURN(catalog, asked.Catalog(kQueryLimit));
    ASSIGN_OR_RETURN(tables, asked.Contents(recorded, kQueryLimit));
    ASSIGN_OR_RETURN(came, asked.RowsThatCame(recorded, kQueryLimit));
    return absl::OkStatus();
  };
  const absl::Status asked = Ask(host, stack, database.id(), question);
  const std::string prefix = PrefixOf(database);
  if (!asked.ok())
    return painter.NotObserved(absl::StrCat(prefix, "the database"), asked.message());
  PaintCatalog(catalog, prefix, painter);
  for (const TableContents& table : tables) PaintTable(table, prefix, painter, portrait);
  PaintRows(came, prefix, portrait);
}

}  // namespace

void PaintDatabase(DrillHost& host, const Stack& stack, const ReleaseFacts* release,
                   Portrait* portrait) {
  const std::vector<const Database*> databases = DatabasesOf(stack);
  if (databases.empty()) return;
  Painter painter(DATABASE, portrait);
  if (release == nullptr)
    painter.NeverObserved("rows", "no step of the preparation records the release that runs");
  for (const Database* const database : databases)
    PaintOne(host, stack, *database, KeysOf(release, database->id()), painter, portrait);
}

void PaintRowsThatCame(DrillHost& host, const Stack& stack, const ReleaseFacts& release,
                       Portrait* portrait) {
  for (const Database* const database : DatabasesOf(stack)) {
    std::vector<RowsSince> came;
    const auto question = [&](SqlDatabase& asked) -> absl::Status {
      ASSIGN_OR_RETURN(came, asked.RowsThatCame(KeysOf(&release, database->id()), kQueryLimit));
      return absl::OkStatus();
    };
    const absl::Status asked = Ask(host, stack, database->id(), question);
    const std::string prefix = PrefixOf(*database);
    if (!asked.ok()) {
      Painter(DATABASE, portrait)
          .NotObserved(absl::StrCat(prefix, "the database"), asked.message());
    }
    PaintRows(came, prefix, portrait);
  }
}

}  // namespace drill
