// Machines of real drills: a clone of a seed, booted by runc.
#ifndef HARNESS_COMMAND_CLONED_HOST_SOURCE_H_
#define HARNESS_COMMAND_CLONED_HOST_SOURCE_H_

#include <memory>
#include <string>
#include <vector>

#include "harness/drill/host_source.h"
#include "harness/host/machine_state.h"
#include "harness/host/session.h"
#include "harness/seed/seeds.h"

namespace drill {

class ClonedHostSource : public HostSource {
 public:
  // Both must outlive it.
  ClonedHostSource(Session* session, const Seed* seed) : session_(*session), seed_(*seed) {}

  absl::StatusOr<std::unique_ptr<DrillHost>> Boot(const HostOrder& order) override;
  HostTrees Trees() const override;
  std::vector<std::string> ChangesBelow() const override;
  absl::Status Keep(const KeptHost& host) override;

 private:
  Session& session_;
  const Seed& seed_;
  // State of this machine before the host was booted.
  MachineState machine_;
  std::string tree_;
};

}  // namespace drill

#endif  // HARNESS_COMMAND_CLONED_HOST_SOURCE_H_
