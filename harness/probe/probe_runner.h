// Runs probes of whatever kind.
#ifndef HARNESS_PROBE_PROBE_RUNNER_H_
#define HARNESS_PROBE_PROBE_RUNNER_H_

#include <utility>

#include "harness/probe/observation.h"
#include "harness/probe/probe.pb.h"
#include "harness/probe/probe_context.h"

namespace drill {

// Thread-safe. The engine's tests hand in a fake.
class ProbeRunner {
 public:
  virtual ~ProbeRunner() = default;

  // Looks once. Must be called from inside the host's network (DrillHost::InNetwork). What cannot
  // be looked at is an observation, too (Colour::kError); there is no other way to fail.
  virtual Observation Run(const Probe& probe) = 0;
};

// Looks at the real system.
class SystemProbeRunner : public ProbeRunner {
 public:
  explicit SystemProbeRunner(ProbeContext context) : context_(std::move(context)) {}
  Observation Run(const Probe& probe) override;

 private:
  const ProbeContext context_;
};

}  // namespace drill

#endif  // HARNESS_PROBE_PROBE_RUNNER_H_
