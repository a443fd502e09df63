#include "harness/fault/stoppable_container.h"

#include "absl/strings/str_cat.h"
#include "harness/base/shell_quote.h"
#include "harness/base/status_macros.h"
#include "harness/fault/host_command.h"
#include "harness/host/container_id_command.h"
#include "harness/stack/projects_of.h"

namespace drill {

absl::StatusOr<StoppableContainer> StoppableContainer::Locate(const FaultContext& context,
                                                              const std::string& service) {
  ASSIGN_OR_RETURN(const std::string id,
                   ReadFromHost(ContainerIdCommand(ProjectsOf(context.stack), service), context));
  if (id.empty()) {
    return absl::FailedPreconditionError(absl::StrCat(service, " has no running container"));
  }
  return StoppableContainer(context, service, id);
}

absl::Status StoppableContainer::Stop() const {
  return ReadFromHost(absl::StrCat("docker stop -t 40 ", id_), context_).status();
}

absl::Status StoppableContainer::Kill() const {
  RETURN_IF_ERROR(ReadFromHost(absl::StrCat("docker kill ", id_), context_).status());
  // `docker kill` returns once the signal is sent: wait for the container's end.
  return ReadFromHost(absl::StrCat("docker wait ", id_), context_).status();
}

absl::Status StoppableContainer::Start() {
  ASSIGN_OR_RETURN(started_at_, ReadFromHost("date -u +%FT%T.%NZ", context_));
  return ReadFromHost(absl::StrCat("docker start ", id_), context_).status();
}

absl::StatusOr<Probe> StoppableContainer::DoesNotStayUp() const {
  ASSIGN_OR_RETURN(
      const std::string policy,
      ReadFromHost(absl::StrCat("docker inspect -f '{{.HostConfig.RestartPolicy.Name}}' ", id_),
                   context_));
  Probe probe;
  probe.set_name("does_not_start");
  probe.mutable_service()->set_service(service_);
  probe.mutable_service()->set_state(policy.empty() || policy == "no" ? "exited" : "crash_looping");
  return probe;
}

Probe StoppableContainer::SaysSinceStart(const std::string& name,
                                         const std::string& pattern) const {
  Probe probe;
  probe.set_name(name);
  probe.mutable_timeout()->set_seconds(5);
  probe.mutable_command()->set_command(absl::StrCat("docker logs --since ", started_at_, " ", id_,
                                                    " 2>&1 | grep -m 1 -E ", ShellQuote(pattern)));
  return probe;
}

}  // namespace drill
