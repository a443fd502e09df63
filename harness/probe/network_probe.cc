#include "harness/probe/network_probe.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "harness/base/proto_duration.h"
#include "harness/base/status_macros.h"
#include "harness/host/container_network.h"
#include "harness/probe/name_query.h"
#include "harness/probe/sql_probe.h"
#include "harness/probe/tcp_request.h"

namespace drill {
namespace {

constexpr int kNamePort = 53;
constexpr absl::Duration kDefaultLate = absl::Seconds(1);

// "Would you talk TLS?": a server answers with one byte, and logs nothing when nobody goes on.
constexpr absl::string_view kPostgresGreeting("\0\0\0\x08\x04\xd2\x16\x2f", 8);
constexpr absl::string_view kHttpGreeting = "HEAD / HTTP/1.0\r\n\r\n";

// Runs it where the service stands; empty: where the caller does.
absl::Status From(const ProbeContext& context, const std::string& service,
                  const std::function<absl::Status()>& body) {
  if (service.empty()) return body();
  ASSIGN_OR_RETURN(const ContainerInfo container, LocateContainer(context, service));
  return InContainerNetwork(*context.host, container.pid, body);
}

// A container has an address on each of its networks, and the asker may be on one of them only.
absl::StatusOr<absl::Duration> AskAny(const std::vector<std::string>& addresses, int port,
                                      absl::string_view greeting, absl::Duration limit) {
  absl::StatusOr<absl::Duration> answered = absl::UnavailableError("no address");
  for (const std::string& address : addresses) {
    answered = AskOverTcp(address, port, greeting, limit / static_cast<double>(addresses.size()));
    if (answered.ok()) break;
  }
  return answered;
}

absl::Status AskAll(const ProbeContext& context, const NetworkProbe& probe,
                    const std::vector<std::string>& addresses, absl::Duration timeout,
                    NetworkMeasured& measured) {
  const bool postgres =
      probe.to() == context.database_service && probe.port() == context.database.port;
  const absl::Duration end = context.clock->Monotonic() + timeout;
  const int requests = std::max(probe.requests(), 1);
  std::vector<absl::Duration> times;
  while (measured.asked < requests) {
    if (context.clock->Monotonic() >= end) {
      return absl::DeadlineExceededError(absl::StrCat(
          measured.asked, " of ", requests, " requests within ", absl::FormatDuration(timeout)));
    }
    const absl::StatusOr<absl::Duration> answered =
        AskAny(addresses, probe.port(), postgres ? kPostgresGreeting : kHttpGreeting,
               DurationOr(probe.late(), kDefaultLate));
    ++measured.asked;
    if (answered.ok()) {
      times.push_back(*answered);
    } else {
      ++measured.late;
      measured.said = std::string(answered.status().message());
    }
  }
  if (times.empty()) return absl::OkStatus();
  std::sort(times.begin(), times.end());
  measured.median = times[(times.size() - 1) / 2];
  return absl::OkStatus();
}

// What the engine cannot tell, or a container that is not there, says nothing of the network.
Sight SightOfFailure(const absl::Status& status) { return NotSeen(std::string(status.message())); }

}  // namespace

absl::StatusOr<NetworkMeasured> MeasureNetwork(const ProbeContext& context,
                                               const NetworkProbe& probe, absl::Duration timeout) {
  ASSIGN_OR_RETURN(const ContainerInfo to, LocateContainer(context, probe.to()));
  NetworkMeasured measured;
  RETURN_IF_ERROR(From(context, probe.from(),
                       [&] { return AskAll(context, probe, to.addresses, timeout, measured); }));
  return measured;
}

Sight JudgeNetwork(const NetworkProbe& probe, const NetworkMeasured& measured) {
  std::string seen =
      absl::StrFormat("%d of %d requests not answered in %.0f ms", measured.late, measured.asked,
                      absl::ToDoubleMilliseconds(DurationOr(probe.late(), kDefaultLate)));
  if (!measured.said.empty()) absl::StrAppend(&seen, " (", measured.said, ")");
  if (measured.late < measured.asked) {
    absl::StrAppend(&seen, ", median ",
                    absl::StrFormat("%.1f ms", absl::ToDoubleMilliseconds(measured.median)));
  }
  const bool bounded = !probe.late_at_least().empty() || !probe.late_at_most().empty();
  return JudgeBounds(measured.late_share(), probe.late_at_least(),
                     bounded ? probe.late_at_most() : "0", seen);
}

Sight LookAtNetwork(const ProbeContext& context, const NetworkProbe& probe,
                    absl::Duration timeout) {
  const absl::StatusOr<NetworkMeasured> measured = MeasureNetwork(context, probe, timeout);
  return measured.ok() ? JudgeNetwork(probe, *measured) : SightOfFailure(measured.status());
}

absl::StatusOr<std::string> ResolveFor(const ProbeContext& context, const NameProbe& probe,
                                       absl::Duration timeout) {
  absl::StatusOr<std::string> address = absl::UnavailableError("never asked");
  RETURN_IF_ERROR(From(context, probe.from(), [&] {
    address = ResolveName(kEngineNameServer, kNamePort, probe.name(), timeout);
    return absl::OkStatus();
  }));
  return address;
}

Sight LookAtName(const ProbeContext& context, const NameProbe& probe, absl::Duration timeout) {
  const absl::StatusOr<std::string> address = ResolveFor(context, probe, timeout);
  if (address.ok()) return Green(absl::StrCat(probe.name(), " is ", *address));
  const bool systems_own = absl::IsNotFound(address.status()) ||
                           absl::IsUnavailable(address.status()) ||
                           absl::IsDeadlineExceeded(address.status());
  if (!systems_own) return SightOfFailure(address.status());
  return Red(absl::StrCat(probe.name(), ": ", address.status().message()));
}

}  // namespace drill
