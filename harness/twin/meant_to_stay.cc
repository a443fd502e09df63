#include "harness/twin/meant_to_stay.h"

#include <algorithm>

#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "harness/base/service_name.h"

namespace drill {
namespace {

bool IsSame(const TwinDifference& a, const TwinDifference& b) {
  return a.kind == b.kind && a.category == b.category && a.object == b.object &&
         a.field == b.field && a.found == b.found;
}

// The service in "container shop/web", "container shop/web 2" and, of a file in its layer,
// "container shop/web: /etc/passwd".
absl::string_view ServiceIn(absl::string_view container) {
  return container.substr(0, container.find_first_of(": "));
}

bool MayStay(const TwinDifference& difference, const MeantToStay& meant) {
  if (meant.categories.count(difference.category) == 0) return false;
  if (difference.category == BEHAVIOUR)
    return difference.field != "status" && difference.field != "errors";
  absl::string_view container = difference.object;
  if (!absl::ConsumePrefix(&container, "container ")) return true;
  return std::any_of(meant.services.begin(), meant.services.end(), [&](const std::string& service) {
    return MaySayTheSame(service, ServiceIn(container));
  });
}

}  // namespace

TwinComparison WithoutWhatStays(TwinComparison compared, const std::vector<Portrait>& healthy,
                                const MeantToStay& meant) {
  if (meant.before == nullptr) return compared;
  const std::vector<TwinDifference> before = ComparePortraits(healthy, *meant.before, {}).findings;
  const auto stays = [&](const TwinDifference& finding) {
    return MayStay(finding, meant) &&
           std::any_of(before.begin(), before.end(),
                       [&](const TwinDifference& one) { return IsSame(one, finding); });
  };
  const auto first = std::stable_partition(compared.findings.begin(), compared.findings.end(),
                                           [&](const auto& finding) { return !stays(finding); });
  compared.declared.insert(compared.declared.end(), first, compared.findings.end());
  compared.findings.erase(first, compared.findings.end());
  return compared;
}

}  // namespace drill
