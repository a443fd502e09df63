#include "harness/probe/requests_probe.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "harness/base/descriptor.h"
#include "harness/base/proto_duration.h"
#include "harness/probe/http_exchange.h"
#include "harness/probe/http_session.h"
#include "harness/probe/sql_probe.h"
#include "harness/probe/trusted_certificates.h"

namespace drill {
namespace {

constexpr int kDefaultRequests = 20;
constexpr int kFirstServerError = 500;

std::string Milliseconds(absl::Duration duration) {
  return absl::StrFormat("%.1f ms", absl::ToDoubleMilliseconds(duration));
}

// The lower of the two middle ones where there are two: no request took a time between them.
absl::Duration Median(std::vector<absl::Duration> times) {
  if (times.empty()) return absl::ZeroDuration();
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>((times.size() - 1) / 2);
  std::nth_element(times.begin(), middle, times.end());
  return *middle;
}

Sight JudgeMedian(const RequestsProbe& probe, const RequestsMeasured& measured, std::string seen) {
  if (!probe.has_median_at_least() && !probe.has_median_at_most()) return Green(std::move(seen));
  if (measured.answered == 0) return Red(absl::StrCat(seen, ", none that has a median"));
  const absl::Duration least = FromProto(probe.median_at_least());
  const absl::Duration most = FromProto(probe.median_at_most());
  if (probe.has_median_at_least() && measured.median < least) {
    return Red(absl::StrCat(seen, ", not at least ", Milliseconds(least)));
  }
  if (probe.has_median_at_most() && measured.median > most) {
    return Red(absl::StrCat(seen, ", not at most ", Milliseconds(most)));
  }
  return Green(std::move(seen));
}

// A system that is so slow that not all requests could be sent is slow, not unknown.
Sight JudgeCutShort(const RequestsProbe& probe, const RequestsMeasured& measured) {
  const std::string seen = absl::StrCat("the time was over after ", measured.sent, " requests, ",
                                        measured.answered, " of them answered");
  const bool slowness_alone = probe.has_median_at_least() && !probe.has_median_at_most() &&
                              probe.errors_at_least().empty() && probe.errors_at_most().empty();
  // The last one is given up when the time is over; what else was not answered is not slow but
  // broken.
  if (!slowness_alone || measured.answered == 0 || measured.sent > measured.answered + 1 ||
      measured.least < FromProto(probe.median_at_least())) {
    return Red(seen);
  }
  return Green(absl::StrCat(seen, ", each after ", Milliseconds(measured.least), " or more"));
}

absl::StatusOr<RequestsMeasured> Measure(const ProbeContext& context, const RequestsProbe& probe,
                                         int requests, absl::Duration timeout) {
  const absl::Duration end = context.clock->Monotonic() + timeout;
  HttpSession session(probe.login(), context.host_names, context.clock);
  RequestsMeasured measured;
  std::vector<absl::Duration> times;
  HttpRequest request;
  request.url = probe.url();
  request.headers.assign(probe.headers().begin(), probe.headers().end());
  const Descriptor trusted = OpenTrustedCertificates(context.host);
  if (trusted.valid()) request.ca_file = trusted.Path();
  request.timeout = timeout;
  // A refused login is not an error here: the requests that follow show it.
  session.Begin(request).IgnoreError();
  for (int i = 0; i < requests; ++i) {
    const absl::Duration began = context.clock->Monotonic();
    request.timeout = end - began;
    // A request has whole milliseconds.
    if (request.timeout < absl::Milliseconds(1)) {
      measured.out_of_time = true;
      break;
    }
    const absl::StatusOr<HttpReply> reply = session.Exchange(request);
    if (absl::IsInvalidArgument(reply.status())) return reply.status();
    ++measured.sent;
    const absl::Duration took = context.clock->Monotonic() - began;
    if (!reply.ok() || reply->status >= kFirstServerError) ++measured.failed;
    // Of one that was given up nobody knows how long it would have taken.
    if (!reply.ok()) continue;
    measured.least = std::min(measured.least, took);
    times.push_back(took);
  }
  measured.answered = static_cast<int>(times.size());
  measured.median = Median(std::move(times));
  return measured;
}

}  // namespace

absl::StatusOr<RequestsMeasured> MeasureRequests(const ProbeContext& context,
                                                 const RequestsProbe& probe, int requests,
                                                 absl::Duration timeout) {
  absl::StatusOr<RequestsMeasured> measured = Measure(context, probe, requests, timeout);
  if (!measured.ok() || !measured->out_of_time) return measured;
  return absl::DeadlineExceededError(absl::StrCat(
      measured->sent, " of ", requests, " requests within ", absl::FormatDuration(timeout)));
}

Sight JudgeRequests(const RequestsProbe& probe, const RequestsMeasured& measured) {
  if (measured.out_of_time) return JudgeCutShort(probe, measured);
  const std::string seen =
      absl::StrCat(measured.failed, " of ", measured.sent, " requests failed, median ",
                   measured.answered == 0 ? "unknown" : Milliseconds(measured.median));
  Sight sight =
      JudgeBounds(measured.error_share(), probe.errors_at_least(), probe.errors_at_most(), seen);
  return sight.colour == Observation::Colour::kGreen
             ? JudgeMedian(probe, measured, std::move(sight.seen))
             : sight;
}

Sight LookAtRequests(const ProbeContext& context, const RequestsProbe& probe,
                     absl::Duration timeout) {
  const int requests = probe.requests() > 0 ? probe.requests() : kDefaultRequests;
  const absl::StatusOr<RequestsMeasured> measured = Measure(context, probe, requests, timeout);
  if (measured.ok()) return JudgeRequests(probe, *measured);
  return NotSeen(std::string(measured.status().message()));
}

}  // namespace drill
