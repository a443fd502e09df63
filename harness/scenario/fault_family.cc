#include "harness/scenario/fault_family.h"

namespace drill {

std::string FaultFamily(const Fault& fault) {
  const auto* kind = Fault::descriptor()->FindOneofByName("kind");
  const auto* field = Fault::GetReflection()->GetOneofFieldDescriptor(fault, kind);
  return field == nullptr ? "none" : field->name();
}

std::vector<std::string> FaultFamilies() {
  const auto* kind = Fault::descriptor()->FindOneofByName("kind");
  std::vector<std::string> names;
  for (int i = 0; i < kind->field_count(); ++i) names.push_back(kind->field(i)->name());
  return names;
}

}  // namespace drill
