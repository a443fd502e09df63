#include "harness/gate/gate_loader.h"

#include <string>

#include "harness/base/file.h"
#include "harness/base/hash.h"
#include "harness/base/status_macros.h"
#include "harness/base/text_proto.h"
#include "harness/gate/gate_validator.h"
#include "re2/re2.h"

namespace drill {

bool IsGate(absl::string_view text) {
  static const RE2& field = *new RE2(R"((?m)^(drills|fresh|reuse|known_failures)\s*[:{])");
  return RE2::PartialMatch(std::string(text), field);
}

absl::StatusOr<LoadedGate> LoadGate(const std::string& file, const GateCatalogue& catalogue,
                                    absl::CivilDay today) {
  ASSIGN_OR_RETURN(const std::string content, ReadInputFile(file));
  LoadedGate loaded;
  loaded.file = file;
  loaded.sha256 = Sha256(content);
  const FieldLocations locations = ParseTextProto(file, content, &loaded.gate, &loaded.problems);
  if (locations.complete())
    ValidateGate(loaded.gate, catalogue, today, locations, &loaded.problems);
  return loaded;
}

}  // namespace drill
