#include "harness/twin/engine_portrait.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "harness/base/json.h"
#include "harness/base/status_macros.h"
#include "harness/host/engine_api.h"
#include "harness/twin/engine_answers.h"

namespace drill {
namespace {

using nlohmann::json;

absl::StatusOr<json> Ask(const EngineApi& engine, const std::string& path,
                         const EngineApi::Parameters& parameters = {}) {
  ASSIGN_OR_RETURN(const std::string body, engine.Get(path, parameters));
  json answer = ParseJson(body);
  if (answer.is_discarded())
    return absl::InternalError(absl::StrCat("the engine's answer to ", path, " is no JSON"));
  return answer;
}

absl::Status PaintContainers(const EngineApi& engine, Portrait* portrait) {
  ASSIGN_OR_RETURN(const json listed, Ask(engine, "/containers/json", {{"all", "true"}}));
  if (!listed.is_array()) return absl::InternalError("the engine lists no containers");
  for (const json& entry : listed) {
    const absl::StatusOr<json> inspected =
        Ask(engine, absl::StrCat("/containers/", entry.value("Id", ""), "/json"));
    // Removed between the two requests.
    if (absl::IsNotFound(inspected.status())) continue;
    RETURN_IF_ERROR(inspected.status());
    PaintContainer(*inspected, portrait);
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status PaintEngine(const DrillHost& host, absl::Duration limit, Portrait* portrait) {
  const EngineApi engine = EngineOf(host, limit);
  RETURN_IF_ERROR(PaintContainers(engine, portrait));
  ASSIGN_OR_RETURN(const json networks, Ask(engine, "/networks"));
  PaintNetworks(networks, portrait);
  ASSIGN_OR_RETURN(const json volumes, Ask(engine, "/volumes"));
  PaintVolumes(volumes.value("Volumes", json::array()), portrait);
  ASSIGN_OR_RETURN(const json images, Ask(engine, "/images/json"));
  PaintImages(images, portrait);
  ASSIGN_OR_RETURN(const json info, Ask(engine, "/info"));
  PaintSettings(info, portrait);
  return absl::OkStatus();
}

}  // namespace drill
