#include "harness/scenario/release_fault_validator.h"

#include "absl/strings/str_cat.h"

namespace drill {
namespace {

constexpr int kMostRequests = 1000;

void ValidateUrl(const std::string& path, const std::string& url, FieldChecker* checker) {
  checker->RequireText(path, url, "such as http://localhost/health");
  checker->Url(path, url);
}

void ValidateRequests(const std::string& path, int requests, FieldChecker* checker) {
  if (requests >= 0 && requests <= kMostRequests) return;
  checker->Add(path, absl::StrCat("is not a number of requests: ", requests),
               absl::StrCat("1 to ", kMostRequests));
}

void ValidateStatus(const std::string& path, const ServedStatus& status, FieldChecker* checker) {
  ValidateUrl(FieldPath(path, "url"), status.url(), checker);
  if (status.status() >= 100 && status.status() <= 599) return;
  checker->Add(FieldPath(path, "status"), absl::StrCat("is not an HTTP status: ", status.status()),
               "100 to 599");
}

void ValidateVersion(const std::string& path, const ServedVersion& version, FieldChecker* checker) {
  ValidateUrl(FieldPath(path, "url"), version.url(), checker);
  checker->RequireText(FieldPath(path, "key"), version.key(), "the key of the answer's JSON");
  checker->RequireText(FieldPath(path, "value"), version.value(), "the wrong version");
}

void ValidateErrors(const std::string& path, const ErrorShare& errors, FieldChecker* checker) {
  ValidateUrl(FieldPath(path, "url"), errors.url(), checker);
  ValidateRequests(FieldPath(path, "requests"), errors.requests(), checker);
  if (errors.at_least() > 0 && errors.at_least() <= 1) return;
  checker->Add(FieldPath(path, "at_least"), absl::StrCat("is not a share: ", errors.at_least()),
               "above 0, up to 1");
}

void ValidateSlower(const std::string& path, const Slower& slower, FieldChecker* checker) {
  ValidateUrl(FieldPath(path, "url"), slower.url(), checker);
  ValidateRequests(FieldPath(path, "requests"), slower.requests(), checker);
  if (slower.by_share() > 0 && slower.by_share() <= 1000) return;
  checker->Add(FieldPath(path, "by_share"), absl::StrCat("is not above 0: ", slower.by_share()),
               "1: twice as slow");
}

void ValidateSymptom(const std::string& path, const Symptom& symptom, FieldChecker* checker) {
  switch (symptom.kind_case()) {
    case Symptom::kStatus:
      return ValidateStatus(FieldPath(path, "status"), symptom.status(), checker);
    case Symptom::kVersion:
      return ValidateVersion(FieldPath(path, "version"), symptom.version(), checker);
    case Symptom::kErrorShare:
      return ValidateErrors(FieldPath(path, "error_share"), symptom.error_share(), checker);
    case Symptom::kSlower:
      return ValidateSlower(FieldPath(path, "slower"), symptom.slower(), checker);
    case Symptom::kMissingUrl:
      return ValidateUrl(FieldPath(path, "missing_url"), symptom.missing_url(), checker);
    case Symptom::kImageMissingService:
      checker->RequireText(FieldPath(path, "image_missing_service"),
                           symptom.image_missing_service(), "the service that cannot start");
      return;
    case Symptom::KIND_NOT_SET:
      checker->Add(path, "shows nothing",
                   "set one of status, version, error_share, slower, missing_url, "
                   "image_missing_service");
  }
}

void ValidateImage(const std::string& path, const ImageChange& image, FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "service"), image.service(), "a compose service");
  checker->RequireText(FieldPath(path, "reference"), image.reference(),
                       "the image in the place of the right one");
  checker->RequireText(FieldPath(path, "compose_file"), image.compose_file(),
                       "the compose file on the drill host");
  checker->AbsolutePath(FieldPath(path, "compose_file"), image.compose_file());
}

}  // namespace

bool ValidateReleaseFault(const std::string& path, const ReleaseFault& fault,
                          FieldChecker* checker) {
  const std::string version = FieldPath(path, "version");
  if (!fault.has_image()) {
    checker->RequireText(version, fault.version(), "one of the stack's bad releases");
  } else {
    ValidateImage(FieldPath(path, "image"), fault.image(), checker);
    if (!fault.version().empty()) checker->Add(version, "is set beside image", "one of the two");
  }
  checker->Positive(FieldPath(path, "timeout"), fault.timeout());
  for (int i = 0; i < fault.symptoms_size(); ++i)
    ValidateSymptom(FieldPath(path, "symptoms", i), fault.symptoms(i), checker);
  return fault.symptoms_size() > 0;
}

}  // namespace drill
