// The text of programs.textproto, so that the harness has it wherever it is.
#ifndef HARNESS_RUNBOOK_SHIPPED_PROGRAMS_H_
#define HARNESS_RUNBOOK_SHIPPED_PROGRAMS_H_

namespace drill {

extern const char kShippedPrograms[];

}  // namespace drill

#endif  // HARNESS_RUNBOOK_SHIPPED_PROGRAMS_H_
