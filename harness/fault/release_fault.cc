#include "harness/fault/release_fault.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "harness/base/proto_duration.h"
#include "harness/base/service_name.h"
#include "harness/base/status_macros.h"
#include "harness/fault/compose_image.h"
#include "harness/fault/host_command.h"
#include "harness/fault/release_symptom.h"
#include "harness/host/root_directory.h"

namespace drill {
namespace {

constexpr absl::Duration kDeployLimit = absl::Seconds(180);
constexpr char kComposeUp[] = "docker compose up -d";

// The image that the service is to run when the fault is there.
std::string WantedImage(const ReleaseFault& fault, const std::string& service, const Stack& stack) {
  if (fault.has_image()) return fault.image().reference();
  for (const Release& release : stack.releases()) {
    if (release.version() != fault.version()) continue;
    const auto image = FindService(release.images(), service);
    if (image != release.images().end()) return image->second;
  }
  return "";
}

absl::Status ChangeImage(const ImageChange& change, const FaultContext& context) {
  ASSIGN_OR_RETURN(const RootDirectory root, context.host.Root());
  const absl::StatusOr<std::string> content = root.Read(change.compose_file());
  if (!content.ok()) {
    return absl::FailedPreconditionError(
        absl::StrCat("there is no compose file ", change.compose_file()));
  }
  ASSIGN_OR_RETURN(
      const ComposeImage changed,
      ReplaceImage(*content, ParseServiceName(change.service()).service, change.reference()));
  return root.Write(change.compose_file(), changed.content);
}

std::string DeployCommand(const ReleaseFault& fault, const Stack& stack) {
  if (!fault.deploy().empty()) return fault.deploy();
  return fault.has_image() ? kComposeUp : stack.deploy();
}

}  // namespace

absl::StatusOr<Injection> InjectRelease(const ReleaseFault& fault, const FaultContext& context) {
  Injection injection;
  for (const Symptom& symptom : fault.symptoms()) {
    ASSIGN_OR_RETURN(
        std::vector<Probe> probes,
        ProveSymptom(symptom, WantedImage(fault, symptom.image_missing_service(), context.stack),
                     context));
    for (Probe& probe : probes) injection.proof.push_back(std::move(probe));
  }
  if (fault.has_image()) RETURN_IF_ERROR(ChangeImage(fault.image(), context));
  ExecOptions options;
  options.env.emplace_back("VERSION", fault.version());
  ASSIGN_OR_RETURN(injection.facts, RunOnHost(DeployCommand(fault, context.stack),
                                              DurationOr(fault.timeout(), kDeployLimit), context,
                                              std::move(options)));
  return injection;
}

}  // namespace drill
