#include "harness/gate/gate_loader.h"

#include "harness/base/file.h"
#include "harness/base/hash.h"
#include "harness/base/status_macros.h"
#include "harness/base/text_proto.h"
#include "harness/gate/gate_validator.h"

namespace drill {

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
