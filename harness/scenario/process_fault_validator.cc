#include "harness/scenario/process_fault_validator.h"

#include "absl/strings/str_cat.h"

namespace drill {

bool ValidateProcessFault(const std::string& path, const ProcessFault& fault,
                          FieldChecker* checker) {
  const std::string service = FieldPath(path, "service");
  switch (fault.kind()) {
    case ProcessFault::KIND_UNSPECIFIED:
      checker->Require(FieldPath(path, "kind"), false,
                       "one of KILL, STOP, CRASH_LOOP, HANG, REFUSES_TERM, ENGINE_RESTART, "
                       "HOST_RESTART");
      break;
    case ProcessFault::ENGINE_RESTART:
    case ProcessFault::HOST_RESTART:
      if (!fault.service().empty())
        checker->Add(service, "is set for a fault that meets all of them", "leave it out");
      break;
    default:
      checker->RequireText(service, fault.service(), "the compose service that it happens to");
  }
  const std::string signal = FieldPath(path, "signal");
  if (fault.signal() < 0 || fault.signal() > 64)
    checker->Add(signal, absl::StrCat("is not a signal: ", fault.signal()), "1 to 64");
  if (fault.signal() != 0 && fault.kind() != ProcessFault::KILL)
    checker->Add(signal, "is set for a fault that sends none of the scenario's choice",
                 "leave it out, or set kind to KILL");
  return true;
}

}  // namespace drill
