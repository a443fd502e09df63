#include "harness/command/gate_digests.h"

#include "harness/base/status_macros.h"
#include "harness/drill/inputs_digest.h"
#include "harness/drill/prepared_drill.h"
#include "harness/seed/seeds.h"

namespace drill {

absl::StatusOr<std::string> GateDigests::Of(const std::string& scenario) {
  ASSIGN_OR_RETURN(const PreparedDrill* const drill, scenarios_.Get(scenario));
  const std::string& stack = drill->loaded.stack.file;
  auto key = seed_keys_.find(stack);
  if (key == seed_keys_.end())
    key = seed_keys_.emplace(stack, SeedKeyOf(drill->loaded.stack)).first;
  RETURN_IF_ERROR(key->second.status());
  return InputsDigest(*drill, *key->second, harness_sha256_);
}

}  // namespace drill
