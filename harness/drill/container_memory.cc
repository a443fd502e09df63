#include "harness/drill/container_memory.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "harness/base/json.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

using nlohmann::json;

}  // namespace

std::optional<int64_t> ParseAnonymousMemory(absl::string_view stats) {
  const json answer = ParseJson(stats);
  for (const char* pointer : {"/memory_stats/stats/anon", "/memory_stats/stats/total_rss"}) {
    const json::json_pointer where(pointer);
    if (answer.is_object() && answer.contains(where) && answer.at(where).is_number_integer())
      return answer.at(where).get<int64_t>();
  }
  return std::nullopt;
}

absl::StatusOr<std::vector<ContainerMemory>> ReadContainerMemory(const EngineApi& engine) {
  ASSIGN_OR_RETURN(const std::string body, engine.Get("/containers/json"));
  const json listed = ParseJson(body);
  if (!listed.is_array()) return absl::InternalError("the Docker engine's containers are no list");
  std::vector<ContainerMemory> memory;
  for (const json& container : listed) {
    ContainerMemory one;
    one.id = JsonTextAt(container, "/Id");
    one.name = std::string(absl::StripPrefix(JsonTextAt(container, "/Names/0"), "/"));
    if (one.name.empty()) one.name = one.id;
    // one-shot: otherwise the engine takes a second sample a second later to compute the processor
    // usage.
    const absl::StatusOr<std::string> stats =
        engine.Get(absl::StrCat("/containers/", one.id, "/stats"),
                   {{"stream", "false"}, {"one-shot", "true"}});
    const std::optional<int64_t> bytes = stats.ok() ? ParseAnonymousMemory(*stats) : std::nullopt;
    if (!bytes) continue;
    one.anonymous_bytes = *bytes;
    memory.push_back(std::move(one));
  }
  return memory;
}

}  // namespace drill
