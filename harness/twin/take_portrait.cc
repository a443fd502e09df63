#include "harness/twin/take_portrait.h"

#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "harness/base/status_macros.h"
#include "harness/host/engine_api.h"
#include "harness/host/settled_containers.h"
#include "harness/stack/projects_of.h"
#include "harness/twin/compose_portrait.h"
#include "harness/twin/database_portrait.h"
#include "harness/twin/engine_portrait.h"
#include "harness/twin/machine_portrait.h"
#include "harness/twin/read_files.h"

namespace drill {
namespace {

constexpr absl::Duration kEngineLimit = absl::Seconds(10);
constexpr absl::Duration kComposeLimit = absl::Seconds(30);
constexpr absl::Duration kMachineLimit = absl::Seconds(30);

// The stack's containers, once none of them is in between, or when that took too long.
absl::StatusOr<std::vector<ContainerInfo>> SettledOf(const DrillHost& host, const Stack& stack,
                                                     const PortraitOptions& options) {
  SettleOptions settle;
  settle.limit = options.settles_within;
  settle.stop = options.stop;
  return AwaitSettled(
      [&] { return EngineOf(host, kEngineLimit).ProjectContainers(ProjectsOf(stack)); }, settle);
}

RoundsOptions RoundsOf(const PortraitOptions& options) {
  RoundsOptions rounds;
  rounds.stop = options.stop;
  return rounds;
}

}  // namespace

absl::StatusOr<UsersAnswers> AskAhead(DrillHost& host, const Stack& stack,
                                      const PortraitOptions& options) {
  RETURN_IF_ERROR(SettledOf(host, stack, options).status());
  return AskUsersRequests(host, stack, RoundsOf(options));
}

absl::StatusOr<Portrait> TakePortrait(DrillHost& host, const Stack& stack,
                                      const PortraitOptions& options) {
  UsersAnswers answers;
  if (options.asked) {
    answers = *options.asked;
  } else {
    ASSIGN_OR_RETURN(answers, AskAhead(host, stack, options));
  }
  Portrait portrait;
  portrait.set_taken_of(options.taken_of);
  portrait.set_writes_sent(options.writes_sent);
  portrait.set_from_backup(options.from_backup);
  portrait.set_ran_seconds(absl::ToDoubleSeconds(options.ran));
  ASSIGN_OR_RETURN(const std::vector<ContainerInfo> containers, SettledOf(host, stack, options));
  ASSIGN_OR_RETURN(const EngineAnswers engine, AskEngine(host, kEngineLimit));
  ReleaseLabels labels;
  for (const ReleaseLabel& label : stack.release_labels()) labels[label.service()] = label.label();
  PaintEngine(engine, labels, &portrait);
  for (const ComposeFiles& files : FindComposeFiles(stack, containers))
    RETURN_IF_ERROR(PaintComposeFiles(host, files, kComposeLimit, &portrait));
  // Its looks lie a second apart, in which other things can be looked at.
  Portrait machine;
  absl::Status looked;
  std::thread looker([&] { looked = PaintMachine(host, kMachineLimit, options.stop, &machine); });
  PaintDatabase(host, stack, options.release, &portrait);
  PaintFiles(host, engine, options.files, &portrait);
  MarkReadFiles(engine, stack, &portrait);
  const absl::Status asked = AskOnceMore(host, stack, RoundsOf(options), &answers);
  looker.join();
  RETURN_IF_ERROR(looked);
  RETURN_IF_ERROR(asked);
  PaintAnswers(answers, &portrait);
  portrait.MergeFrom(machine);
  return portrait;
}

std::map<std::string, std::string> VolumesOf(const Portrait& portrait) {
  return {portrait.volume_directories().begin(), portrait.volume_directories().end()};
}

}  // namespace drill
