#include "harness/twin/database_portrait.h"

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/status_macros.h"
#include "harness/database/catalog.h"
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

absl::StatusOr<std::vector<CatalogLine>> Read(DrillHost& host, const Stack& stack) {
  ASSIGN_OR_RETURN(const ProbeContext context, MakeProbeContext(&host, stack));
  std::vector<CatalogLine> lines;
  RETURN_IF_ERROR(host.InNetwork([&]() -> absl::Status {
    ASSIGN_OR_RETURN(const PostgresLogin login, LocateDatabase(context, ""));
    ASSIGN_OR_RETURN(lines, ReadCatalog(login, kQueryLimit));
    return absl::OkStatus();
  }));
  return lines;
}

}  // namespace

void PaintDatabase(DrillHost& host, const Stack& stack, Portrait* portrait) {
  if (stack.database().service().empty()) return;
  Painter painter(DATABASE, portrait);
  absl::StatusOr<std::vector<CatalogLine>> lines = Read(host, stack);
  for (int look = 1; look < kLooks && !lines.ok(); ++look) {
    RealClock().Sleep(kBetweenLooks);
    lines = Read(host, stack);
  }
  if (!lines.ok()) return painter.NotObserved("the database", lines.status().message());
  PaintCatalog(*lines, painter);
}

}  // namespace drill
