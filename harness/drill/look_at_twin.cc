#include "harness/drill/look_at_twin.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/status_macros.h"
#include "harness/drill/overlay_differences.h"
#include "harness/twin/compare_speed.h"
#include "harness/twin/take_portrait.h"
#include "harness/twin/time_again.h"
#include "harness/twin/twin_checks.h"

namespace drill {
namespace {

// Differences between healthy machines are noise; a single machine shows none.
constexpr int kLeastHealthy = 2;

// For how long containers may be in between before they are taken as they are. Before the procedure
// they may never get well; after it the drill has waited for their health checks already, if the
// system came back at all.
constexpr absl::Duration kSettles = absl::Seconds(5);

// Which requests were slow at first, and are not any more.
absl::StatusOr<std::vector<std::string>> TimeSlowAgain(DrillHost& host, const Stack& stack,
                                                       const StopToken* stop,
                                                       const std::vector<Portrait>& healthy,
                                                       Portrait* found) {
  TimeAgainOptions options;
  options.stop = stop;
  const auto look = [&]() -> absl::StatusOr<Portrait> {
    RoundsOptions rounds;
    rounds.stop = stop;
    ASSIGN_OR_RETURN(const UsersAnswers answers, AskUsersRequests(host, stack, rounds));
    Portrait again;
    PaintAnswers(answers, &again);
    return again;
  };
  return TimeAgain(healthy, look, options, found);
}

bool HasYardstick(const TwinInput& input) {
  return input.healthy != nullptr && input.healthy->portraits_size() >= kLeastHealthy;
}

// Empty where the machine can be compared.
std::string WhyNot(const Stack& stack, const TwinInput& input) {
  if (!HasYardstick(input)) return "fewer than two healthy machines of this seed could be observed";
  if (!input.no_portrait.empty())
    return absl::StrCat("parts are expected to stay as they were, and ", input.no_portrait);
  if (input.expected_release == stack.baseline()) return "";
  return absl::StrCat("the healthy machines run ", stack.baseline(), ", and what is expected is ",
                      input.expected_release);
}

PortraitOptions OptionsFrom(const TwinInput& input, const std::string& taken_of) {
  PortraitOptions options;
  options.taken_of = taken_of;
  options.settles_within = kSettles;
  options.stop = input.stop;
  options.release = input.release;
  options.files = input.files;
  options.writes_sent = input.writes_sent;
  options.ran = input.ran;
  options.from_backup = input.from_backup;
  options.asked = input.asked;
  options.files.seed_volumes = VolumesOf(input.healthy->portraits(0));
  return options;
}

}  // namespace

absl::StatusOr<Portrait> LookBeforeProcedure(DrillHost& host, const Stack& stack,
                                             const TwinInput& input) {
  if (!HasYardstick(input)) return absl::FailedPreconditionError("there are no healthy machines");
  return TakePortrait(host, stack, OptionsFrom(input, "before the procedure"));
}

absl::StatusOr<std::optional<UsersAnswers>> AskForTwin(DrillHost& host, const Stack& stack,
                                                       const TwinInput& input) {
  if (!WhyNot(stack, input).empty()) return std::nullopt;
  return AskAhead(host, stack, OptionsFrom(input, "drilled"));
}

absl::StatusOr<TwinLook> LookAtTwin(DrillHost& host, const Stack& stack, TwinInput input) {
  TwinLook look;
  look.not_looked_at = WhyNot(stack, input);
  if (!look.not_looked_at.empty()) return look;
  if (!input.overlay.empty()) {
    ASSIGN_OR_RETURN(const std::vector<Difference> laid, OverlayDifferences(input.overlay));
    input.differences.insert(input.differences.end(), laid.begin(), laid.end());
  }
  ASSIGN_OR_RETURN(Portrait found, TakePortrait(host, stack, OptionsFrom(input, "drilled")));
  const std::vector<Portrait> healthy(input.healthy->portraits().begin(),
                                      input.healthy->portraits().end());
  std::vector<std::string> slow_at_first;
  if (input.came_back) {
    ASSIGN_OR_RETURN(slow_at_first, TimeSlowAgain(host, stack, input.stop, healthy, &found));
  }
  look.findings = JudgeTwin(healthy, found, input.differences, input.meant, input.before_fault);
  for (TwinSight& sight : look.findings.sights) {
    if (sight.category() != kSpeedField) continue;
    for (const std::string& line : slow_at_first) sight.add_told(line);
  }
  return look;
}

}  // namespace drill
