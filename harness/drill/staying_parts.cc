#include "harness/drill/staying_parts.h"

namespace drill {

bool SomePartsStay(const Expected& expected) {
  return !expected.service_releases().empty() || !expected.schema_release().empty();
}

MeantToStay StayingParts(const Expected& expected, const std::string& healthy) {
  MeantToStay meant;
  for (const auto& [service, release] : expected.service_releases())
    if (release != healthy) meant.services.insert(service);
  if (!meant.services.empty()) meant.categories = {FILES, ENGINE, MACHINE, BEHAVIOUR};
  const std::string& schema = expected.schema_release();
  if (!schema.empty() && schema != healthy) meant.categories.insert(DATABASE);
  return meant;
}

}  // namespace drill
