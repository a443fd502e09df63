// The drill proper, and the two runs that show that its verdict means something.
#ifndef HARNESS_DRILL_CONTROL_H_
#define HARNESS_DRILL_CONTROL_H_

#include "harness/scenario/scenario.pb.h"

namespace drill {

enum class Control {
  kNone,
  // The fault is injected and no procedure is run: the drill must fail.
  kNoRollback,
  // No fault is injected: the drill must pass.
  kNoFault,
};

inline bool InjectsFault(Control control) { return control != Control::kNoFault; }

// `no_fault_control`: what the scenario, or the command line, says of the control without a fault.
inline bool RunsProcedure(Control control, NoFaultControl no_fault_control) {
  if (control == Control::kNoRollback) return false;
  return InjectsFault(control) || no_fault_control == CONTROL_RUN_PROCEDURE;
}

}  // namespace drill

#endif  // HARNESS_DRILL_CONTROL_H_
