#include "harness/fault/release_symptom.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "harness/base/status_macros.h"
#include "harness/fault/look_before.h"

namespace drill {
namespace {

constexpr int kDefaultRequests = 30;
constexpr int kManyRequestsSeconds = 60;
constexpr int kNotFound = 404;

// FailedPrecondition when the probe is green already: what is seen before the fault proves nothing.
absl::StatusOr<std::vector<Probe>> NotYet(Probe probe, const FaultContext& context) {
  ASSIGN_OR_RETURN(const Observation seen, LookBefore(probe, context));
  if (seen.green()) {
    return absl::FailedPreconditionError(
        absl::StrCat("the system shows it before the fault: ", ToLine(seen)));
  }
  return std::vector<Probe>{std::move(probe)};
}

absl::StatusOr<std::vector<Probe>> ServesStatus(const ServedStatus& status,
                                                const FaultContext& context) {
  Probe probe;
  probe.set_name(absl::StrCat("serves_", status.status()));
  probe.mutable_http()->set_url(status.url());
  probe.mutable_http()->add_status(status.status());
  return NotYet(std::move(probe), context);
}

absl::StatusOr<std::vector<Probe>> ServesVersion(const ServedVersion& version,
                                                 const FaultContext& context) {
  Probe probe;
  probe.set_name(absl::StrCat("serves_", version.key(), "_", version.value()));
  probe.mutable_http()->set_url(version.url());
  JsonExpectation& json = *probe.mutable_http()->add_json();
  json.set_key(version.key());
  json.set_value(version.value());
  return NotYet(std::move(probe), context);
}

absl::StatusOr<std::vector<Probe>> Fails(const ErrorShare& errors, const FaultContext& context) {
  Probe probe;
  probe.set_name("error_share");
  RequestsProbe& requests = *probe.mutable_requests();
  requests.set_url(errors.url());
  requests.set_requests(errors.requests() > 0 ? errors.requests() : kDefaultRequests);
  requests.set_errors_at_least(absl::StrCat(errors.at_least()));
  probe.mutable_timeout()->set_seconds(kManyRequestsSeconds);
  return NotYet(std::move(probe), context);
}

absl::StatusOr<std::vector<Probe>> TakesLonger(const Slower& slower, const FaultContext& context) {
  const int count = slower.requests() > 0 ? slower.requests() : kDefaultRequests;
  ASSIGN_OR_RETURN(const RequestsMeasured before, MeasureBefore(slower.url(), count, context));
  if (before.answered == 0) {
    return absl::FailedPreconditionError(
        absl::StrCat(slower.url(), " is not answered even before the fault"));
  }
  const absl::Duration bound = before.median * (1 + slower.by_share());
  if (context.random != nullptr) {
    context.random->Note(absl::StrCat("median latency before, ", slower.url()),
                         absl::StrFormat("%.2f ms", absl::ToDoubleMilliseconds(before.median)));
  }
  Probe probe;
  probe.set_name("slower_than_before");
  RequestsProbe& requests = *probe.mutable_requests();
  requests.set_url(slower.url());
  requests.set_requests(count);
  requests.mutable_median_at_least()->set_seconds(absl::ToInt64Seconds(bound));
  requests.mutable_median_at_least()->set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(bound % absl::Seconds(1))));
  probe.mutable_timeout()->set_seconds(kManyRequestsSeconds);
  return std::vector<Probe>{std::move(probe)};
}

absl::StatusOr<std::vector<Probe>> IsGone(const std::string& url, const FaultContext& context) {
  Probe there;
  there.set_name("url");
  there.mutable_http()->set_url(url);
  RETURN_IF_ERROR(MustBeGreenBefore(there, "what is to be gone is not served", context));
  Probe gone;
  gone.set_name("url_is_gone");
  gone.mutable_http()->set_url(url);
  gone.mutable_http()->add_status(kNotFound);
  return std::vector<Probe>{std::move(gone)};
}

absl::StatusOr<std::vector<Probe>> ImageIsMissing(const std::string& service,
                                                  const std::string& wanted_image,
                                                  const FaultContext& context) {
  Probe missing;
  missing.set_name("image_is_missing");
  missing.mutable_image()->set_reference(wanted_image);
  missing.mutable_image()->set_must_be_absent(true);
  RETURN_IF_ERROR(MustBeGreenBefore(missing, "the engine has the image", context));
  Probe running;
  running.set_name(absl::StrCat(service, "_runs"));
  running.mutable_service()->set_service(service);
  RETURN_IF_ERROR(MustBeGreenBefore(running, "nothing can be missed", context));
  // The service must not run the old image either: otherwise only the deploy has failed.
  running.set_name(absl::StrCat(service, "_does_not_run"));
  running.set_must_be_red(true);
  return std::vector<Probe>{std::move(missing), std::move(running)};
}

}  // namespace

absl::StatusOr<std::vector<Probe>> ProveSymptom(const Symptom& symptom,
                                                const std::string& wanted_image,
                                                const FaultContext& context) {
  switch (symptom.kind_case()) {
    case Symptom::kStatus:
      return ServesStatus(symptom.status(), context);
    case Symptom::kVersion:
      return ServesVersion(symptom.version(), context);
    case Symptom::kErrorShare:
      return Fails(symptom.error_share(), context);
    case Symptom::kSlower:
      return TakesLonger(symptom.slower(), context);
    case Symptom::kMissingUrl:
      return IsGone(symptom.missing_url(), context);
    case Symptom::kImageMissingService:
      return ImageIsMissing(symptom.image_missing_service(), wanted_image, context);
    case Symptom::KIND_NOT_SET:
      break;
  }
  return absl::InvalidArgumentError("a symptom shows nothing; the validator lets none through");
}

}  // namespace drill
