// Data that grows: rows that are added to the healthy system before a drill's load begins.
#ifndef HARNESS_DRILL_GROW_ROWS_H_
#define HARNESS_DRILL_GROW_ROWS_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "harness/base/stop_token.h"
#include "harness/host/drill_host.h"
#include "harness/journal/journal.pb.h"
#include "harness/probe/probe_context.h"
#include "harness/stack/stack.pb.h"

namespace drill {

// Runs the stack's `growth` command and asks how large the database is afterwards.
// FailedPrecondition: the stack has no such command, or it failed, with its last words; errors of
// the host and of SqlDatabase.
absl::StatusOr<RowsGrown> GrowRows(DrillHost& host, const ProbeContext& context, const Stack& stack,
                                   int64_t rows, const StopToken* stop);

}  // namespace drill

#endif  // HARNESS_DRILL_GROW_ROWS_H_
