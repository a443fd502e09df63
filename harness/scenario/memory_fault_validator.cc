#include "harness/scenario/memory_fault_validator.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"

namespace drill {
namespace {

// The engine accepts no smaller memory limit for a container.
constexpr int64_t kLeastLimit = int64_t{6} << 20;

// Least memory that must be left for a machine with a container engine to run its programs.
constexpr int64_t kLeastLeft = int64_t{128} << 20;

}  // namespace

bool ValidateMemoryFault(const std::string& path, const MemoryFault& fault, FieldChecker* checker) {
  checker->Require(FieldPath(path, "kind"), fault.kind() != MemoryFault::KIND_UNSPECIFIED,
                   "OVER_LIMIT, LEAK or HOST_PRESSURE");
  const bool of_host = fault.kind() == MemoryFault::HOST_PRESSURE;
  if (!of_host) {
    checker->RequireText(FieldPath(path, "service"), fault.service(), "a compose service's name");
  } else {
    if (!fault.service().empty())
      checker->Add(FieldPath(path, "service"), "is set where the whole host is short of memory",
                   "leave it out");
    if (checker->Require(FieldPath(path, "leave_bytes"), fault.leave_bytes() != 0,
                         "128 MiB or more") &&
        fault.leave_bytes() > 0 && fault.leave_bytes() < kLeastLeft) {
      checker->Add(FieldPath(path, "leave_bytes"),
                   absl::StrCat("leaves too little to run any command: ", fault.leave_bytes()),
                   "128 MiB or more");
    }
  }
  for (const auto& [field, value] :
       {std::pair<const char*, int64_t>{"limit_bytes", fault.limit_bytes()},
        {"bytes_per_second", fault.bytes_per_second()},
        {"leave_bytes", fault.leave_bytes()}}) {
    if (value < 0) checker->Add(FieldPath(path, field), "is negative");
  }
  if (fault.limit_bytes() > 0 && fault.limit_bytes() < kLeastLimit) {
    checker->Add(FieldPath(path, "limit_bytes"),
                 absl::StrCat("is less than a container can have: ", fault.limit_bytes()),
                 "6 MiB or more");
  }
  if (fault.bytes_per_second() > 0 && fault.kind() != MemoryFault::LEAK)
    checker->Add(FieldPath(path, "bytes_per_second"), "is set where nothing leaks", "leave it out");
  if (fault.leave_bytes() > 0 && fault.kind() == MemoryFault::OVER_LIMIT)
    checker->Add(FieldPath(path, "leave_bytes"), "is set with OVER_LIMIT", "leave it out");
  return true;
}

}  // namespace drill
