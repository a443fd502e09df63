#include "harness/seed/seed_builder.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "harness/base/proto_duration.h"
#include "harness/base/status_macros.h"
#include "harness/seed/engine_images.h"

namespace drill {
namespace {

constexpr absl::Duration kStepLimit = absl::Minutes(5);

absl::Status RunStep(const Stack& stack, const PrepareStep& step, const SeedSenses& senses,
                     MachineWork& work, std::map<std::string, ReleaseFacts>& recorded,
                     SeedManifest& manifest) {
  RETURN_IF_ERROR(work.Run(step.name(), step.command(), stack.operator_directory(),
                           DurationOr(step.timeout(), kStepLimit)));
  if (step.records_release().empty()) return absl::OkStatus();
  work.Say(absl::StrCat("recording release ", step.records_release()));
  ASSIGN_OR_RETURN(const ReleaseFacts facts, senses.collect_facts(step.records_release()));
  RETURN_IF_ERROR(CheckRecordedRelease(stack, facts));
  recorded[facts.version()] = facts;
  *manifest.add_releases() = facts;
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckRecordedRelease(const Stack& stack, const ReleaseFacts& facts) {
  const Release* declared = nullptr;
  for (const Release& release : stack.releases())
    if (release.version() == facts.version()) declared = &release;
  if (declared == nullptr)
    return absl::InvalidArgumentError(
        absl::StrCat("release ", facts.version(), " is recorded, but the stack has none such"));
  std::vector<std::string> differences;
  const std::map<std::string, std::string> images(declared->images().begin(),
                                                  declared->images().end());
  for (const auto& [service, image] : images) {
    const auto found = facts.image_references().find(service);
    const std::string running =
        found == facts.image_references().end() ? "no image at all" : found->second;
    if (running != image)
      differences.push_back(absl::StrCat(service, " runs ", running, " in place of ", image));
  }
  if (!declared->schema_revision().empty() &&
      declared->schema_revision() != facts.schema_revision())
    differences.push_back(absl::StrCat("the schema's revision is ", facts.schema_revision(),
                                       " in place of ", declared->schema_revision()));
  if (differences.empty()) return absl::OkStatus();
  return absl::InternalError(absl::StrCat("what was to be recorded as release ", facts.version(),
                                          " is not that: ", absl::StrJoin(differences, "; ")));
}

absl::StatusOr<SeedManifest> PrepareMachine(const Stack& stack, const std::string& stack_directory,
                                            const std::map<std::string, std::string>& tarballs,
                                            const SeedSenses& senses, MachineWork& work) {
  SeedManifest manifest;
  ASSIGN_OR_RETURN(const auto ids, MakeEngineImages(stack, stack_directory, tarballs, work));
  manifest.mutable_image_ids()->insert(ids.begin(), ids.end());
  std::map<std::string, ReleaseFacts> recorded;
  for (const PrepareStep& step : stack.prepare())
    RETURN_IF_ERROR(RunStep(stack, step, senses, work, recorded, manifest));
  if (recorded.count(stack.baseline()) == 0)
    return absl::InvalidArgumentError(
        absl::StrCat("no preparation step records the baseline, release ", stack.baseline()));
  work.Say("waiting for steady state");
  RETURN_IF_ERROR(senses.await_steady_state(recorded));
  for (const SeedStep& step : work.steps()) *manifest.add_steps() = step;
  return manifest;
}

}  // namespace drill
