#include "harness/fault/network_fault.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/proto_duration.h"
#include "harness/base/status_macros.h"
#include "harness/fault/host_command.h"
#include "harness/fault/network_rules.h"
#include "harness/probe/network_probe.h"
#include "harness/probe/probe_context.h"
#include "harness/stack/projects_of.h"

namespace drill {
namespace {

constexpr int kDefaultDatabasePort = 5432;
constexpr absl::Duration kRulesLimit = absl::Seconds(60);
constexpr absl::Duration kMeasureLimit = absl::Seconds(20);
// Longest wait for the first byte of an answer: on one machine every answer begins sooner.
constexpr absl::Duration kSilence = absl::Seconds(1);
// A lost packet is sent again after 200 ms at the earliest.
constexpr absl::Duration kRetransmission = absl::Milliseconds(150);
constexpr int kBeforeRequests = 5;

ProbeContext ContextOf(const FaultContext& context) {
  ProbeContext probes;
  probes.host = &context.host;
  probes.compose_projects = ProjectsOf(context.stack);
  probes.database_service = context.stack.database().service();
  const int port = context.stack.database().port();
  probes.database.port = port == 0 ? kDefaultDatabasePort : port;
  return probes;
}

void SetDuration(absl::Duration value, google::protobuf::Duration* duration) {
  duration->set_seconds(absl::ToInt64Seconds(value));
  duration->set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(value - absl::Floor(value, absl::Seconds(1)))));
}

Probe Named(const std::string& name, absl::Duration timeout) {
  Probe probe;
  probe.set_name(name);
  SetDuration(timeout, probe.mutable_timeout());
  return probe;
}

// Requests from one service to another, and which share of them must be late.
struct Ask {
  std::string from;
  int requests = 1;
  absl::Duration late = kSilence;
  std::string at_least, at_most;
};

Probe NetworkProof(const std::string& name, const NetworkFault& fault, const Ask& ask) {
  Probe probe = Named(name, ask.late * (ask.requests + 1) + absl::Seconds(1));
  NetworkProbe& network = *probe.mutable_network();
  network.set_from(ask.from);
  network.set_to(fault.to());
  network.set_port(fault.port());
  network.set_requests(ask.requests);
  SetDuration(ask.late, network.mutable_late());
  network.set_late_at_least(ask.at_least);
  network.set_late_at_most(ask.at_most);
  return probe;
}

// What still works shows that it is the network that is broken, and not the service behind it.
Probe StillAnswers(const std::string& from, const NetworkFault& fault) {
  const std::string asker = from.empty() ? "the host" : from;
  return NetworkProof(absl::StrCat(asker, " still reaches ", fault.to()), fault,
                      Ask{from, 1, absl::Seconds(2), "", "0"});
}

Probe Silent(const std::string& from, const NetworkFault& fault) {
  const std::string asker = from.empty() ? "the host" : from;
  return NetworkProof(absl::StrCat(asker, " gets no answer from ", fault.to()), fault,
                      Ask{from, 2, kSilence, "1", ""});
}

std::vector<Probe> DelayProof(const NetworkFault& fault, absl::Duration before) {
  const absl::Duration delay = DurationOr(fault.delay(), absl::ZeroDuration());
  const std::string way = absl::StrCat(fault.from(), " to ", fault.to());
  return {NetworkProof(absl::StrCat(way, " is slower than before"), fault,
                       Ask{fault.from(), 3, before + 0.9 * delay, "1", ""}),
          NetworkProof(absl::StrCat(way, " still answers"), fault,
                       Ask{fault.from(), 1, before + 3 * delay + absl::Seconds(2), "", "0"}),
          StillAnswers("", fault)};
}

std::vector<Probe> LossProof(const NetworkFault& fault, absl::Duration before) {
  // Enough requests for a share to show; each needs several packets, so more requests suffer than
  // packets are lost.
  constexpr int kFew = 30, kMany = 200, kForOneTwentieth = 10;
  const int requests =
      std::min(std::max(static_cast<int>(kForOneTwentieth / fault.loss()), kFew), kMany);
  Ask ask{fault.from(), requests, std::max(kRetransmission, 3 * before),
          absl::StrCat(fault.loss() / 2), ""};
  return {NetworkProof(absl::StrCat("packets from ", fault.from(), " to ", fault.to(), " are lost"),
                       fault, ask),
          StillAnswers("", fault)};
}

std::vector<Probe> NameProof(const NetworkFault& fault) {
  Probe gone = Named(absl::StrCat(fault.from(), " cannot resolve ", fault.to()), kSilence);
  gone.mutable_resolves()->set_from(fault.from());
  gone.mutable_resolves()->set_name(fault.to());
  gone.set_must_be_red(true);
  return {gone, StillAnswers(fault.from(), fault)};
}

std::vector<Probe> Proof(const NetworkFault& fault, absl::Duration before) {
  switch (fault.kind()) {
    case NetworkFault::UNREACHABLE: {
      std::vector<Probe> proof = {Silent("", fault), StillAnswers(fault.to(), fault)};
      if (!fault.from().empty()) proof.push_back(Silent(fault.from(), fault));
      return proof;
    }
    case NetworkFault::DELAY:
      return DelayProof(fault, before);
    case NetworkFault::LOSS:
      return LossProof(fault, before);
    case NetworkFault::NAME_GONE:
      return NameProof(fault);
    default:
      return {Silent(fault.from(), fault), StillAnswers("", fault)};
  }
}

// Median time of an answer before the fault. An error when requests fail already: then the fault
// could not be proved.
absl::StatusOr<absl::Duration> MeasureBefore(const ProbeContext& probes, const NetworkFault& fault,
                                             const FaultContext& context) {
  const Probe ask =
      NetworkProof("before", fault, Ask{fault.from(), kBeforeRequests, kSilence, "", ""});
  absl::StatusOr<NetworkMeasured> measured = absl::UnavailableError("never asked");
  absl::StatusOr<std::string> resolved = "";
  RETURN_IF_ERROR(context.host.InNetwork([&] {
    measured = MeasureNetwork(probes, ask.network(), kMeasureLimit);
    if (fault.kind() == NetworkFault::NAME_GONE) {
      NameProbe name;
      name.set_from(fault.from());
      name.set_name(fault.to());
      resolved = ResolveFor(probes, name, kSilence);
    }
    return absl::OkStatus();
  }));
  RETURN_IF_ERROR(measured.status());
  const std::string asker = fault.from().empty() ? "the host" : fault.from();
  if (measured->late > 0) {
    return absl::FailedPreconditionError(
        absl::StrCat("before the injection already, ", measured->late, " of ", measured->asked,
                     " requests from ", asker, " to ", fault.to(), ":", fault.port(),
                     " are not answered: ", measured->said));
  }
  if (!resolved.ok()) {
    return absl::FailedPreconditionError(absl::StrCat("before the injection already, ", asker,
                                                      " cannot resolve ", fault.to(), ": ",
                                                      resolved.status().message()));
  }
  return measured->median;
}

}  // namespace

absl::StatusOr<Injection> InjectNetwork(const NetworkFault& fault, const FaultContext& context) {
  const ProbeContext probes = ContextOf(context);
  ASSIGN_OR_RETURN(const ContainerInfo to, LocateContainer(probes, fault.to()));
  ContainerInfo inside = to;
  if (fault.kind() != NetworkFault::UNREACHABLE) {
    ASSIGN_OR_RETURN(inside, LocateContainer(probes, fault.from()));
  }
  ASSIGN_OR_RETURN(const absl::Duration before, MeasureBefore(probes, fault, context));
  ExecOptions options;
  options.env.emplace_back("DRILL_PID", absl::StrCat(inside.pid));
  Injection injection;
  ASSIGN_OR_RETURN(injection.facts, RunOnHost(NetworkRules(fault, to.addresses, *context.random),
                                              kRulesLimit, context, std::move(options)));
  if (injection.facts.exit_code() != 0) {
    return absl::FailedPreconditionError(
        absl::StrCat("the rules cannot be laid: ", injection.facts.output()));
  }
  context.random->Note("answer before the injection", absl::FormatDuration(before));
  injection.proof = Proof(fault, before);
  return injection;
}

}  // namespace drill
