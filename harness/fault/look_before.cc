#include "harness/fault/look_before.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/database/sql_database.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/probe_runner.h"

namespace drill {
namespace {

constexpr absl::Duration kQueryLimit = absl::Seconds(10);
constexpr absl::Duration kRequestsLimit = absl::Seconds(60);

// Whatever the reason, on a system that cannot be asked nothing can be proved.
absl::Status CannotTakeHold(const absl::Status& status) {
  if (status.ok()) return status;
  return absl::FailedPreconditionError(std::string(status.message()));
}

}  // namespace

absl::StatusOr<Observation> LookBefore(const Probe& probe, const FaultContext& context) {
  ASSIGN_OR_RETURN(const ProbeContext system, MakeProbeContext(&context.host, context.stack));
  SystemProbeRunner runner(system);
  Observation observation;
  RETURN_IF_ERROR(context.host.InNetwork([&] {
    observation = runner.Run(probe);
    return absl::OkStatus();
  }));
  return observation;
}

absl::Status MustBeGreenBefore(const Probe& probe, absl::string_view what,
                               const FaultContext& context) {
  ASSIGN_OR_RETURN(const Observation seen, LookBefore(probe, context));
  if (seen.green()) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(what, ": ", ToLine(seen)));
}

absl::StatusOr<std::string> ReadFromDatabase(const std::string& query, const FaultContext& context,
                                             const std::string& id) {
  ASSIGN_OR_RETURN(const ProbeContext system, MakeProbeContext(&context.host, context.stack));
  std::string value;
  const absl::Status read = context.host.InNetwork([&]() -> absl::Status {
    ASSIGN_OR_RETURN(const ProbeContext* const of_database, ContextOf(system, id));
    ASSIGN_OR_RETURN(const std::unique_ptr<SqlDatabase> database, OpenDatabase(*of_database, ""));
    ASSIGN_OR_RETURN(value, database->Value(query, kQueryLimit));
    return absl::OkStatus();
  });
  RETURN_IF_ERROR(CannotTakeHold(read));
  return value;
}

absl::StatusOr<RequestsMeasured> MeasureBefore(const std::string& url, int requests,
                                               const FaultContext& context) {
  ASSIGN_OR_RETURN(const ProbeContext system, MakeProbeContext(&context.host, context.stack));
  RequestsProbe probe;
  probe.set_url(url);
  RequestsMeasured measured;
  const absl::Status asked = context.host.InNetwork([&]() -> absl::Status {
    ASSIGN_OR_RETURN(measured, MeasureRequests(system, probe, requests, kRequestsLimit));
    return absl::OkStatus();
  });
  RETURN_IF_ERROR(CannotTakeHold(asked));
  return measured;
}

}  // namespace drill
