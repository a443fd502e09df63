#include "harness/scenario/fault_family.h"

namespace drill {

std::string FaultFamily(const Fault& fault) {
  const auto* kind = Fault::descriptor()->FindOneofByName("kind");
  const auto* field = Fault::GetReflection()->GetOneofFieldDescriptor(fault, kind);
  return field == nullptr ? "none" : field->name();
}

}  // namespace drill
