// What a machine's Docker engine has: containers of every project with their configuration,
// networks, volumes, images, and its own settings.
#ifndef HARNESS_TWIN_ENGINE_PORTRAIT_H_
#define HARNESS_TWIN_ENGINE_PORTRAIT_H_

#include <nlohmann/json.hpp>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/host/drill_host.h"
#include "harness/twin/engine_answers.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

struct EngineAnswers {
  // Of each container, stopped ones too, what /containers/ID/json says.
  std::vector<nlohmann::json> containers;
  // The lists.
  nlohmann::json networks;
  nlohmann::json volumes;
  nlohmann::json images;
  nlohmann::json info;
};

// Unavailable or Internal when the engine does not answer as expected.
absl::StatusOr<EngineAnswers> AskEngine(const DrillHost& host, absl::Duration limit);

// Adds the engine's traits. Services in `labels` are told by a label of their image, not by its id.
void PaintEngine(const EngineAnswers& answers, const ReleaseLabels& labels, Portrait* portrait);

}  // namespace drill

#endif  // HARNESS_TWIN_ENGINE_PORTRAIT_H_
