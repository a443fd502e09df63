#include "harness/base/service_name.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace drill {

ServiceName ParseServiceName(absl::string_view name) {
  const size_t slash = name.find('/');
  if (slash == absl::string_view::npos) return {"", std::string(name)};
  return {std::string(name.substr(0, slash)), std::string(name.substr(slash + 1))};
}

std::string NameAmong(const std::vector<std::string>& projects, const ServiceName& service) {
  if (projects.size() < 2 || service.project.empty()) return service.service;
  return absl::StrCat(service.project, "/", service.service);
}

std::vector<std::string> ProjectsFor(const std::vector<std::string>& projects,
                                     const ServiceName& name) {
  if (name.project.empty()) return projects;
  return std::vector<std::string>(std::count(projects.begin(), projects.end(), name.project),
                                  name.project);
}

bool MaySayTheSame(absl::string_view a, absl::string_view b) {
  const ServiceName one = ParseServiceName(a);
  const ServiceName other = ParseServiceName(b);
  if (one.service != other.service) return false;
  return one.project.empty() || other.project.empty() || one.project == other.project;
}

}  // namespace drill
