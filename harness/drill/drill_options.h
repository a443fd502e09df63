// How one drill is run, as far as whoever asks for it may choose.
#ifndef HARNESS_DRILL_DRILL_OPTIONS_H_
#define HARNESS_DRILL_DRILL_OPTIONS_H_

#include <string>

#include "harness/drill/control.h"

namespace drill {

struct DrillOptions {
  // Document used in place of the stack's own; empty: none.
  std::string runbook;
  Control control = Control::kNone;
  // The control without a fault runs the procedure all the same: what it does to a healthy machine.
  bool with_procedure = false;
  // Somebody at the terminal takes the steps that are for a person's hands.
  bool led = false;
  // The drill host stays when the drill has ended.
  bool keep = false;
};

}  // namespace drill

#endif  // HARNESS_DRILL_DRILL_OPTIONS_H_
