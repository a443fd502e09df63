#include "harness/scenario/service_level_validator.h"

#include "absl/strings/str_cat.h"

namespace drill {

void ValidateServiceLevel(const Expected& expected, FieldChecker* checker) {
  if (!expected.has_service_level()) return;
  constexpr char kPath[] = "expected.service_level";
  const ServiceLevel& level = expected.service_level();
  if (!level.has_errors_percent() && !level.has_latency_p99() && !level.has_slower_percent()) {
    checker->Add(kPath, "has no limit", "set errors_percent, latency_p99 or slower_percent");
  }
  // Negated, so that what is no number is refused as well.
  if (level.has_errors_percent() &&
      !(level.errors_percent() >= 0 && level.errors_percent() < 100)) {
    checker->Add(FieldPath(kPath, "errors_percent"),
                 absl::StrCat("is no limit: ", level.errors_percent()),
                 "a percentage of the requests, from 0 to less than 100");
  }
  if (level.has_slower_percent() &&
      !(level.slower_percent() > 0 && level.slower_percent() <= 10000)) {
    checker->Add(FieldPath(kPath, "slower_percent"),
                 absl::StrCat("is no limit: ", level.slower_percent()),
                 "a percentage of the median latency before the fault, more than 0");
  }
  checker->Positive(FieldPath(kPath, "latency_p99"), level.latency_p99());
}

}  // namespace drill
