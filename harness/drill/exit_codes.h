// The exit codes of tools/drill, as its help and the README list them.
#ifndef HARNESS_DRILL_EXIT_CODES_H_
#define HARNESS_DRILL_EXIT_CODES_H_

namespace drill {

inline constexpr int kExitInconclusive = 2;
// The harness or the machine failed.
inline constexpr int kExitMachineError = 4;
// Wrong usage.
inline constexpr int kExitUsage = 64;
// An unusable scenario, stack or runbook.
inline constexpr int kExitUnusable = 65;

}  // namespace drill

#endif  // HARNESS_DRILL_EXIT_CODES_H_
