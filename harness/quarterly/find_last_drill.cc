#include "harness/quarterly/find_last_drill.h"

#include "absl/strings/str_cat.h"
#include "harness/history/history.h"
#include "harness/journal/last_drill.h"

namespace drill {

LastDrill FindLastDrill(DrillKeeper& keeper, const std::string& scenario) {
  HistoryFilter filter;
  filter.scenario = scenario;
  filter.newest = 1;
  const absl::StatusOr<std::vector<KeptDrill>> found = keeper.Find(filter);
  if (!found.ok()) return NoLastDrill(found.status().message());
  if (found->empty())
    return NoLastDrill(absl::StrCat("the history holds no earlier drill of ", scenario));
  return LastDrillOf(found->front().summary, found->front().run_directory);
}

}  // namespace drill
