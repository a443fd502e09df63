#include "harness/twin/database_portrait.h"

#include <string>
#include <vector>

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

// Calls `body` in the host's network with a login to the stack's database.
template <typename Body>
absl::Status WithDatabase(DrillHost& host, const Stack& stack, const Body& body) {
  ASSIGN_OR_RETURN(const ProbeContext context, MakeProbeContext(&host, stack));
  return host.InNetwork([&]() -> absl::Status {
    ASSIGN_OR_RETURN(const PostgresLogin login, LocateDatabase(context, ""));
    return body(login);
  });
}

}  // namespace

void PaintDatabase(DrillHost& host, const Stack& stack, Portrait* portrait) {
  if (stack.database().service().empty()) return;
  Painter painter(DATABASE, portrait);
  const auto paint = [&](const PostgresLogin& login) -> absl::Status {
    ASSIGN_OR_RETURN(const std::vector<CatalogLine> lines, ReadCatalog(login, kQueryLimit));
    PaintCatalog(lines, painter);
    return absl::OkStatus();
  };
  absl::Status painted = WithDatabase(host, stack, paint);
  for (int look = 1; look < kLooks && !painted.ok(); ++look) {
    RealClock().Sleep(kBetweenLooks);
    painted = WithDatabase(host, stack, paint);
  }
  if (!painted.ok()) painter.NotObserved("the database", painted.message());
}

}  // namespace drill
