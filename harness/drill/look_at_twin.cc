#include "harness/drill/look_at_twin.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/drill/overlay_differences.h"
#include "harness/twin/take_portrait.h"
#include "harness/twin/twin_checks.h"

namespace drill {
namespace {

// One alone cannot tell what differs by itself.
constexpr int kLeastHealthy = 2;

// Empty where the machine can be compared.
std::string WhyNot(const Stack& stack, const TwinInput& input) {
  if (input.healthy == nullptr || input.healthy->portraits_size() < kLeastHealthy)
    return "fewer than two healthy machines of this seed could be observed";
  if (input.expected_release == stack.baseline()) return "";
  return absl::StrCat("the healthy machines run ", stack.baseline(), ", and what is expected is ",
                      input.expected_release);
}

}  // namespace

absl::StatusOr<TwinLook> LookAtTwin(DrillHost& host, const Stack& stack, TwinInput input) {
  TwinLook look;
  look.not_looked_at = WhyNot(stack, input);
  if (!look.not_looked_at.empty()) return look;
  if (!input.overlay.empty()) {
    ASSIGN_OR_RETURN(const std::vector<Difference> laid, OverlayDifferences(input.overlay));
    input.differences.insert(input.differences.end(), laid.begin(), laid.end());
  }
  PortraitOptions options;
  options.taken_of = "drilled";
  options.stop = input.stop;
  options.release = input.release;
  options.files = std::move(input.files);
  options.files.seed_volumes = VolumesOf(input.healthy->portraits(0));
  ASSIGN_OR_RETURN(const Portrait found, TakePortrait(host, stack, options));
  look.findings = JudgeTwin({input.healthy->portraits().begin(), input.healthy->portraits().end()},
                            found, input.differences, input.meant);
  return look;
}

}  // namespace drill
