#include "harness/scenario/network_fault_validator.h"

#include "absl/strings/str_cat.h"

namespace drill {
namespace {

constexpr double kLeastLoss = 0.05;
constexpr int kHighestPort = 65535;

void ValidateDelay(const std::string& path, const NetworkFault& fault, FieldChecker* checker) {
  const std::string field = FieldPath(path, "delay");
  if (fault.kind() == NetworkFault::DELAY) {
    if (checker->Require(field, fault.has_delay(), "by how much connections are slower"))
      checker->Positive(field, fault.delay());
  } else if (fault.has_delay()) {
    checker->Add(field, "is set for a fault that delays nothing", "set kind to DELAY");
  }
}

void ValidateLoss(const std::string& path, const NetworkFault& fault, FieldChecker* checker) {
  const std::string field = FieldPath(path, "loss");
  if (fault.kind() != NetworkFault::LOSS) {
    if (fault.loss() != 0) checker->Add(field, "is set for another kind", "set kind to LOSS");
    return;
  }
  if (fault.loss() >= kLeastLoss && fault.loss() <= 1) return;
  checker->Add(field, absl::StrCat("is no share that can be proved: ", fault.loss()),
               "0.05 to 1, such as 0.3");
}

}  // namespace

bool ValidateNetworkFault(const std::string& path, const NetworkFault& fault,
                          FieldChecker* checker) {
  checker->Require(FieldPath(path, "kind"), fault.kind() != NetworkFault::KIND_UNSPECIFIED,
                   "one of PARTITION, UNREACHABLE, DELAY, LOSS, NAME_GONE");
  checker->RequireText(FieldPath(path, "to"), fault.to(), "the compose service that is asked");
  if (fault.kind() != NetworkFault::UNREACHABLE)
    checker->RequireText(FieldPath(path, "from"), fault.from(), "the compose service that asks");
  if (!fault.from().empty() && fault.from() == fault.to())
    checker->Add(FieldPath(path, "from"), "is the same service as `to`", "name two services");
  if (fault.port() < 1 || fault.port() > kHighestPort) {
    checker->Add(FieldPath(path, "port"), absl::StrCat("is no TCP port: ", fault.port()),
                 "the one on which `to` answers, such as 5432");
  }
  ValidateDelay(path, fault, checker);
  ValidateLoss(path, fault, checker);
  return true;
}

}  // namespace drill
