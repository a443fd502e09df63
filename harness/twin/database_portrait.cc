#include "harness/twin/database_portrait.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/status_macros.h"
#include "harness/database/facts.h"
#include "harness/database/sql_database.h"
#include "harness/probe/probe_context.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

constexpr absl::Duration kQueryLimit = absl::Seconds(30);
// A procedure may have restarted the server as its last command.
constexpr int kLooks = 3;
constexpr absl::Duration kBetweenLooks = absl::Seconds(1);

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

void PaintCatalog(const std::vector<CatalogLine>& lines, Painter& painter) {
  for (const CatalogLine& line : lines) {
    if (line.field.empty()) {
      painter.Object(line.object, WeightOf(line.meaning));
    } else {
      painter.Field(line.object, line.field, line.value, WeightOf(line.meaning));
    }
  }
}

void PaintTable(const TableContents& table, Painter& painter) {
  const std::string object = absl::StrCat("table ", table.table);
  if (!table.not_read.empty())
    return painter.NeverObserved(absl::StrCat("rows of ", table.table), table.not_read);
  // A table that is new since, or of a release of which nothing is recorded.
  if (!table.recorded) return;
  painter.Field(object, "rows that the seed had", absl::StrCat(table.rows));
  // How many does not matter where healthy machines write, and says all where none of them does. No
  // rows yet, where others have some, is a matter of time, or of a backup that was restored.
  if (table.rows_since.has_value()) {
    const bool some = *table.rows_since > 0;
    painter.Field(object, "rows that came since", some ? "some" : "none", some ? ACTS : TOLD);
  }
  for (const auto& [column, digest] : table.columns)
    painter.Field(object, absl::StrCat("values of ", column), DigestOf(digest));
}

struct Contents {
  std::vector<CatalogLine> catalog;
  std::vector<TableContents> tables;
};

absl::StatusOr<Contents> Read(DrillHost& host, const Stack& stack,
                              const std::vector<RecordedKeys>& recorded) {
  ASSIGN_OR_RETURN(const ProbeContext context, MakeProbeContext(&host, stack));
  Contents contents;
  RETURN_IF_ERROR(host.InNetwork([&]() -> absl::Status {
    ASSIGN_OR_RETURN(const std::unique_ptr<SqlDatabase> database, OpenDatabase(context, ""));
    ASSIGN_OR_RETURN(contents.catalog, database->Catalog(kQueryLimit));
    ASSIGN_OR_RETURN(contents.tables, database->Contents(recorded, kQueryLimit));
    return absl::OkStatus();
  }));
  return contents;
}

}  // namespace

void PaintDatabase(DrillHost& host, const Stack& stack, const ReleaseFacts* release,
                   Portrait* portrait) {
  if (!IsNamed(stack.database())) return;
  Painter painter(DATABASE, portrait);
  std::vector<RecordedKeys> recorded;
  if (release == nullptr) {
    painter.NeverObserved("rows", "no step of the preparation records the release that runs");
  } else {
    recorded.assign(release->keys().begin(), release->keys().end());
  }
  absl::StatusOr<Contents> contents = Read(host, stack, recorded);
  for (int look = 1; look < kLooks && !contents.ok(); ++look) {
    RealClock().Sleep(kBetweenLooks);
    contents = Read(host, stack, recorded);
  }
  if (!contents.ok()) return painter.NotObserved("the database", contents.status().message());
  PaintCatalog(contents->catalog, painter);
  for (const TableContents& table : contents->tables) PaintTable(table, painter);
}

}  // namespace drill
