// The drill proper, and the two runs that show that its verdict means something.
#ifndef HARNESS_DRILL_CONTROL_H_
#define HARNESS_DRILL_CONTROL_H_

namespace drill {

enum class Control {
  kNone,
  // The fault is injected and no procedure is run: the drill must fail.
  kNoRollback,
  // No fault is injected: the drill must pass.
  kNoFault,
};

}  // namespace drill

#endif  // HARNESS_DRILL_CONTROL_H_
