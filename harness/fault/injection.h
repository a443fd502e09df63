// What a fault works on, and what is known once it is injected.
#ifndef HARNESS_FAULT_INJECTION_H_
#define HARNESS_FAULT_INJECTION_H_

#include <string>
#include <vector>

#include "harness/base/stop_token.h"
#include "harness/fault/fault_random.h"
#include "harness/host/drill_host.h"
#include "harness/journal/journal.pb.h"
#include "harness/probe/probe.pb.h"
#include "harness/stack/stack.pb.h"

namespace drill {

struct FaultContext {
  DrillHost& host;
  const Stack& stack;
  // Directory of the scenario file, against which its paths are resolved.
  std::string scenario_directory;
  // Not owned. Every random choice is drawn from it.
  FaultRandom* random = nullptr;
  const StopToken* stop = nullptr;
};

struct Injection {
  // What was done and what it said: recorded, never judged.
  FaultInjected facts;
  // The family's own proof of effect: all of them must be green for the fault to have taken hold.
  // They look at the system, and compare it with what was seen before the injection where that
  // matters.
  std::vector<Probe> proof;
  // Why the fault cannot take hold on this system. Empty: it was injected.
  std::string refused;
};

}  // namespace drill

#endif  // HARNESS_FAULT_INJECTION_H_
