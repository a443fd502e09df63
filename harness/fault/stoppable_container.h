// The container of a compose service, as an injection stops and starts it.
#ifndef HARNESS_FAULT_STOPPABLE_CONTAINER_H_
#define HARNESS_FAULT_STOPPABLE_CONTAINER_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "harness/fault/injection.h"
#include "harness/probe/probe.pb.h"

namespace drill {

// Works through the drill host's docker client. FailedPrecondition, with what it said, wherever the
// engine refuses.
class StoppableContainer {
 public:
  // FailedPrecondition when the service has no running container.
  static absl::StatusOr<StoppableContainer> Locate(const FaultContext& context,
                                                   const std::string& service);

  const std::string& service() const { return service_; }
  const std::string& id() const { return id_; }

  // The container's own way to end, and SIGKILL for everything in it at once. Neither is undone by
  // a restart policy.
  absl::Status Stop() const;
  absl::Status Kill() const;
  absl::Status Start();

  // That the container does not stay up after Start(): restarted again and again, or ended, as its
  // restart policy has it; and what it has said since, an extended regular expression.
  absl::StatusOr<Probe> DoesNotStayUp() const;
  Probe SaysSinceStart(const std::string& name, const std::string& pattern) const;

 private:
  StoppableContainer(const FaultContext& context, std::string service, std::string id)
      : context_(context), service_(std::move(service)), id_(std::move(id)) {}

  FaultContext context_;
  std::string service_;
  std::string id_;
  std::string started_at_;
};

}  // namespace drill

#endif  // HARNESS_FAULT_STOPPABLE_CONTAINER_H_
