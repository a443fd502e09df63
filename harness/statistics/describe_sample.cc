#include "harness/statistics/describe_sample.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "harness/statistics/claim.h"
#include "harness/statistics/order_statistics.h"

namespace drill {
namespace {

std::string Seconds(absl::Duration duration) {
  return absl::StrFormat("%.2f s", absl::ToDoubleSeconds(duration));
}

}  // namespace

std::string DescribeSample(std::vector<absl::Duration> recoveries, int drills,
                           absl::Duration target) {
  std::sort(recoveries.begin(), recoveries.end());
  const int met = static_cast<int>(std::count_if(
      recoveries.begin(), recoveries.end(), [&](absl::Duration value) { return value <= target; }));
  std::string text = absl::StrCat(met, " of ", drills, " recovered within ", Seconds(target));
  if (recoveries.size() > 1) {
    absl::StrAppend(&text, "; recovery ", Seconds(recoveries.front()), " at best, ",
                    Seconds(recoveries[recoveries.size() / 2]), " median, ",
                    Seconds(recoveries.back()), " at worst");
  }
  absl::StrAppend(&text, "; at 95 % confidence: at least ",
                  std::floor(LowerShare(met, drills, kClaimDoubt) * 100),
                  " % of such rollbacks do; ",
                  StrongestClaim({drills, drills - met, Seconds(target)}));
  return text;
}

}  // namespace drill
