// From the engine's answers to traits: what each of them says that means something for whoever runs
// the system.
#ifndef HARNESS_TWIN_ENGINE_ANSWERS_H_
#define HARNESS_TWIN_ENGINE_ANSWERS_H_

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "harness/twin/portrait.pb.h"

namespace drill {

// None of these looks at anything but its arguments. What an answer lacks is left out.

// The value at a path, as text; empty for what says nothing: null, "", 0, false, [] and {} are the
// engine's words for a setting that nobody made.
std::string AnswerText(const nlohmann::json& answer, const std::string& path);

// "container shop/web", of /containers/ID/json. A container of a compose project is named by its
// service: its own name and id are others each time.
std::string ContainerName(const nlohmann::json& inspected);

// By service, as the stack names it: the label that tells its images apart, in place of their ids.
// Of services that are built again when they are deployed.
using ReleaseLabels = std::map<std::string, std::string>;

// The label that tells the image of this container; empty where its id does.
std::string ReleaseLabelOf(const nlohmann::json& inspected, const ReleaseLabels& labels);

// Of /containers/ID/json.
void PaintContainer(const nlohmann::json& inspected, const ReleaseLabels& labels,
                    Portrait* portrait);

// Of the lists /networks, /volumes (its field Volumes) and /images/json.
void PaintNetworks(const nlohmann::json& networks, Portrait* portrait);
void PaintVolumes(const nlohmann::json& volumes, Portrait* portrait);
// `labels`: by image id, the label that tells the image.
void PaintImages(const nlohmann::json& images, const std::map<std::string, std::string>& labels,
                 Portrait* portrait);

// Of /info.
void PaintSettings(const nlohmann::json& info, Portrait* portrait);

}  // namespace drill

#endif  // HARNESS_TWIN_ENGINE_ANSWERS_H_
