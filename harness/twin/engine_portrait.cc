#include "harness/twin/engine_portrait.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/json.h"
#include "harness/base/status_macros.h"
#include "harness/host/engine_api.h"

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

absl::StatusOr<std::vector<json>> AskContainers(const EngineApi& engine) {
  ASSIGN_OR_RETURN(const json listed, Ask(engine, "/containers/json", {{"all", "true"}}));
  if (!listed.is_array()) return absl::InternalError("the engine lists no containers");
  std::vector<json> containers;
  for (const json& entry : listed) {
    absl::StatusOr<json> inspected =
        Ask(engine, absl::StrCat("/containers/", entry.value("Id", ""), "/json"));
    // The container was removed between the two requests.
    if (absl::IsNotFound(inspected.status())) continue;
    RETURN_IF_ERROR(inspected.status());
    containers.push_back(*std::move(inspected));
  }
  return containers;
}

}  // namespace

absl::StatusOr<EngineAnswers> AskEngine(const DrillHost& host, absl::Duration limit) {
  const EngineApi engine = EngineOf(host, limit);
  EngineAnswers answers;
  ASSIGN_OR_RETURN(answers.containers, AskContainers(engine));
  ASSIGN_OR_RETURN(answers.networks, Ask(engine, "/networks"));
  ASSIGN_OR_RETURN(const json volumes, Ask(engine, "/volumes"));
  answers.volumes = volumes.value("Volumes", json::array());
  ASSIGN_OR_RETURN(answers.images, Ask(engine, "/images/json"));
  ASSIGN_OR_RETURN(answers.info, Ask(engine, "/info"));
  return answers;
}

void PaintEngine(const EngineAnswers& answers, const ReleaseLabels& labels, Portrait* portrait) {
  std::map<std::string, std::string> label_of_image;
  for (const json& container : answers.containers) {
    PaintContainer(container, labels, portrait);
    if (const std::string label = ReleaseLabelOf(container, labels); !label.empty())
      label_of_image[AnswerText(container, "/Image")] = label;
  }
  PaintNetworks(answers.networks, portrait);
  PaintVolumes(answers.volumes, portrait);
  PaintImages(answers.images, label_of_image, portrait);
  PaintSettings(answers.info, portrait);
}

}  // namespace drill
