// How stacks and scenarios name a compose service: "web", or with its project before it,
// "shop/web", where the system has several projects.
#ifndef HARNESS_BASE_SERVICE_NAME_H_
#define HARNESS_BASE_SERVICE_NAME_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace drill {

struct ServiceName {
  // Empty where the name does not say it.
  std::string project;
  // As compose knows it.
  std::string service;
};

// Neither a project's nor a service's name can hold a slash.
ServiceName ParseServiceName(absl::string_view name);

// The name of a service among those of these projects: with its own project only where there are
// several.
std::string NameAmong(const std::vector<std::string>& projects, const ServiceName& service);

// Those of the projects in which a service of this name may be.
std::vector<std::string> ProjectsFor(const std::vector<std::string>& projects,
                                     const ServiceName& name);

// Whether both can mean the same service: a name without a project fits every project.
bool MaySayTheSame(absl::string_view a, absl::string_view b);

// The entry of a map with services' names as keys that `name` means; end() where none fits, or
// several.
template <typename Map>
typename Map::const_iterator FindService(const Map& map, absl::string_view name) {
  const auto same = map.find(std::string(name));
  if (same != map.end()) return same;
  auto fits = map.end();
  for (auto entry = map.begin(); entry != map.end(); ++entry) {
    if (!MaySayTheSame(entry->first, name)) continue;
    if (fits != map.end()) return map.end();
    fits = entry;
  }
  return fits;
}

}  // namespace drill

#endif  // HARNESS_BASE_SERVICE_NAME_H_
