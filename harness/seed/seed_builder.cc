#include "harness/seed/seed_builder.h"

#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "harness/base/proto_duration.h"
#include "harness/base/service_name.h"
#include "harness/base/status_macros.h"
#include "harness/seed/engine_images.h"
#include "harness/seed/stack_blame.h"

namespace drill {
namespace {

constexpr absl::Duration kStepLimit = absl::Minutes(5);

// A release whose facts cannot be read was not deployed as its step should have.
absl::StatusOr<ReleaseFacts> RecordRelease(const Stack& stack, const std::string& version,
                                           const SeedSenses& senses, MachineWork& work) {
  work.Say(absl::StrCat("recording release ", version));
  absl::StatusOr<ReleaseFacts> facts = senses.collect_facts(version);
  if (!facts.ok() && !absl::IsCancelled(facts.status())) {
    return absl::InvalidArgumentError(absl::StrCat("what runs cannot be recorded as release ",
                                                   version, ": ", facts.status().message()));
  }
  RETURN_IF_ERROR(facts.status());
  RETURN_IF_ERROR(CheckRecordedRelease(stack, *facts));
  return facts;
}

absl::Status RunStep(const Stack& stack, const PrepareStep& step, const SeedSenses& senses,
                     MachineWork& work, std::map<std::string, ReleaseFacts>& recorded,
                     SeedManifest& manifest) {
  RETURN_IF_ERROR(work.Run(step.name(), step.command(), stack.operator_directory(),
                           DurationOr(step.timeout(), kStepLimit)));
  if (step.records_release().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const ReleaseFacts facts,
                   RecordRelease(stack, step.records_release(), senses, work));
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
    const auto found = FindService(facts.image_references(), service);
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
  return absl::InvalidArgumentError(
      absl::StrCat("what was to be recorded as release ", facts.version(),
                   " is not that: ", absl::StrJoin(differences, "; ")));
}

absl::StatusOr<SeedManifest> PrepareMachine(const LoadedStack& loaded, const SeedSenses& senses,
                                            MachineWork& work) {
  const Stack& stack = loaded.stack;
  SeedManifest manifest;
  ASSIGN_OR_RETURN(const auto ids, KeepFinalImages(stack, work));
  manifest.mutable_image_ids()->insert(ids.begin(), ids.end());
  std::map<std::string, ReleaseFacts> recorded;
  for (int i = 0; i < stack.prepare_size(); ++i) {
    RETURN_IF_ERROR(
        BlamedOnStack(loaded, absl::StrCat("prepare[", i, "]"),
                      RunStep(stack, stack.prepare(i), senses, work, recorded, manifest)));
  }
  if (recorded.count(stack.baseline()) == 0) {
    return BlamedOnStack(
        loaded, "baseline",
        absl::InvalidArgumentError(
            absl::StrCat("no preparation step records the baseline, release ", stack.baseline())));
  }
  work.Say("waiting for steady state");
  RETURN_IF_ERROR(BlamedOnStack(loaded, "steady_state[0]", senses.await_steady_state(recorded)));
  for (const SeedStep& step : work.steps()) *manifest.add_steps() = step;
  return manifest;
}

}  // namespace drill
