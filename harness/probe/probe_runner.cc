#include "harness/probe/probe_runner.h"

#include "harness/base/one_line.h"
#include "harness/base/proto_duration.h"
#include "harness/probe/amcheck_probe.h"
#include "harness/probe/backup_probe.h"
#include "harness/probe/clock_probe.h"
#include "harness/probe/command_probe.h"
#include "harness/probe/disk_probe.h"
#include "harness/probe/file_probe.h"
#include "harness/probe/http_probe.h"
#include "harness/probe/image_probe.h"
#include "harness/probe/log_probe.h"
#include "harness/probe/network_probe.h"
#include "harness/probe/rate_probe.h"
#include "harness/probe/requests_probe.h"
#include "harness/probe/schema_probe.h"
#include "harness/probe/seeded_rows_probe.h"
#include "harness/probe/service_probe.h"
#include "harness/probe/sql_probe.h"

namespace drill {
namespace {

constexpr absl::Duration kDefaultTimeout = absl::Seconds(2);

Sight Look(const ProbeContext& context, const Probe& probe) {
  const absl::Duration timeout = DurationOr(probe.timeout(), kDefaultTimeout);
  switch (probe.kind_case()) {
    case Probe::kHttp:
      return LookAtHttp(context, probe.http(), timeout);
    case Probe::kSql:
      return LookAtSql(context, probe.sql(), timeout);
    case Probe::kService:
      return LookAtService(context, probe.service(), timeout);
    case Probe::kCommand:
      return LookAtCommand(context, probe.command(), timeout);
    case Probe::kFile:
      return LookAtFile(context, probe.file(), timeout);
    case Probe::kRate:
      return LookAtRate(context, probe.rate(), timeout);
    case Probe::kSchema:
      return LookAtSchema(context, probe.schema(), timeout);
    case Probe::kRequests:
      return LookAtRequests(context, probe.requests(), timeout);
    case Probe::kImage:
      return LookAtImage(context, probe.image(), timeout);
    case Probe::kDisk:
      return LookAtDisk(context, probe.disk(), timeout);
    case Probe::kAmcheck:
      return LookAtAmcheck(context, probe.amcheck(), timeout);
    case Probe::kSeededRows:
      return LookAtSeededRows(context, probe.seeded_rows(), timeout);
    case Probe::kBackup:
      return LookAtBackup(context, probe.backup(), timeout);
    case Probe::kLog:
      return LookAtLog(context, probe.log(), timeout);
    case Probe::kClock:
      return LookAtClock(context, probe.clock(), timeout);
    case Probe::kNetwork:
      return LookAtNetwork(context, probe.network(), timeout);
    case Probe::kResolves:
      return LookAtName(context, probe.resolves(), timeout);
    case Probe::KIND_NOT_SET:
      break;
  }
  return NotSeen("the probe says nothing of what to look at");
}

Observation::Colour TheOther(Observation::Colour colour) {
  switch (colour) {
    case Observation::Colour::kGreen:
      return Observation::Colour::kRed;
    case Observation::Colour::kRed:
      return Observation::Colour::kGreen;
    case Observation::Colour::kError:
      break;
  }
  return Observation::Colour::kError;
}

}  // namespace

Observation SystemProbeRunner::Run(const Probe& probe) {
  Observation observation;
  observation.probe = probe.name();
  observation.began = context_.clock->Monotonic();
  Sight sight = Look(context_, probe);
  observation.ended = context_.clock->Monotonic();
  observation.colour = probe.must_be_red() ? TheOther(sight.colour) : sight.colour;
  observation.seen = OneLine(sight.seen);
  return observation;
}

}  // namespace drill
