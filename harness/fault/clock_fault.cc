#include "harness/fault/clock_fault.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/service_name.h"
#include "harness/base/status_macros.h"
#include "harness/fault/host_command.h"
#include "harness/fault/service_container.h"

namespace drill {
namespace {

constexpr absl::Duration kLimit = absl::Minutes(2);

// The proof accepts an offset that is smaller by this many seconds: an HTTP date has no fractions,
// and a busy machine answers late.
constexpr int64_t kTolerance = 5;

// Compose makes the container anew from its own files and one more, which is gone afterwards: the
// next `up` that knows nothing of it makes the container as it was. Only the wall clock is wrong,
// not the one that timeouts are measured with, and files keep their times. What processes would
// share of the library's own state is switched off: a server that changes its user waits for it
// for ever.
constexpr char kPreload[] =
    "set -euo pipefail\n"
    "library=$(dpkg -L libfaketime | grep '/libfaketimeMT\\.so\\.1$')\n"
    "label() { docker inspect -f \"{{index .Config.Labels "
    "\\\"com.docker.compose.project.$1\\\"}}\" \"$DRILL_CONTAINER\"; }\n"
    "files=$(label config_files); variables=$(label environment_file)\n"
    "if [ -z \"$variables\" ] && [ -e .env ]; then variables=$PWD/.env; fi\n"
    "more=$(mktemp --suffix=.yml); trap 'rm -f \"$more\"' EXIT\n"
    "cat >\"$more\" <<END\n"
    "services:\n"
    "  $DRILL_SERVICE:\n"
    "    environment:\n"
    "      LD_PRELOAD: /libfaketimeMT.so.1\n"
    "      FAKETIME: \"$DRILL_OFFSET\"\n"
    "      FAKETIME_DONT_FAKE_MONOTONIC: \"1\"\n"
    "      FAKETIME_DISABLE_SHM: \"1\"\n"
    "      NO_FAKE_STAT: \"1\"\n"
    "    volumes:\n"
    "      - $library:/libfaketimeMT.so.1:ro\n"
    "END\n"
    "COMPOSE_FILE=\"${files//,/:}:$more\" docker compose -p \"$DRILL_PROJECT\" --project-directory "
    "\"$(label working_dir)\" ${variables:+--env-file \"$variables\"} up -d --no-deps "
    "\"$DRILL_SERVICE\"\n";

// Whether the container has the C library of GNU that the preloaded one is made for.
constexpr char kHasLibrary[] =
    "set -o pipefail; grep -q '/libc\\.so\\.6$' \"/proc/$DRILL_PID/maps\"";

Probe ProofOfClock(const ClockFault& fault) {
  Probe probe;
  probe.set_name(absl::StrCat(fault.service(), "'s clock"));
  ClockProbe& clock = *probe.mutable_clock();
  if (fault.url().empty()) {
    clock.set_database(fault.service());
  } else {
    clock.set_url(fault.url());
  }
  const int64_t offset = fault.offset().seconds();
  if (offset > 0) clock.set_at_least(absl::StrCat(std::max<int64_t>(offset - kTolerance, 1)));
  if (offset < 0) clock.set_at_most(absl::StrCat(std::min<int64_t>(offset + kTolerance, -1)));
  return probe;
}

}  // namespace

absl::StatusOr<Injection> InjectClock(const ClockFault& fault, const FaultContext& context) {
  ASSIGN_OR_RETURN(const ContainerInfo container, RunningContainer(fault.service(), context));
  ExecOptions options;
  options.env = {{"DRILL_CONTAINER", container.id},
                 {"DRILL_PROJECT", container.project},
                 {"DRILL_SERVICE", ParseServiceName(fault.service()).service},
                 {"DRILL_PID", absl::StrCat(container.pid)},
                 {"DRILL_OFFSET", absl::StrCat(fault.offset().seconds() > 0 ? "+" : "",
                                               fault.offset().seconds(), "s")}};
  ASSIGN_OR_RETURN(const FaultInjected has, RunOnHost(kHasLibrary, kLimit, context, options));
  if (has.exit_code() != 0) {
    return absl::FailedPreconditionError(
        absl::StrCat("the program of ", fault.service(),
                     " runs without GNU's C library, so that its clock cannot be changed by one "
                     "that is preloaded"));
  }
  Injection injection;
  ASSIGN_OR_RETURN(injection.facts, RunOnHost(kPreload, kLimit, context, options));
  if (injection.facts.exit_code() != 0) {
    return absl::FailedPreconditionError(
        absl::StrCat("the container of ", fault.service(),
                     " does not take libfaketime: ", injection.facts.output()));
  }
  injection.proof.push_back(ProofOfEnd(container, "running"));
  injection.proof.push_back(ProofOfClock(fault));
  return injection;
}

}  // namespace drill
