#include "harness/stack/compose_project.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "harness/base/env_file.h"
#include "harness/base/file.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

// As compose makes a project's name of a directory's: lower case, without what a name cannot hold.
std::string NameOf(const fs::path& directory) {
  std::string name;
  for (const char c : absl::AsciiStrToLower(directory.filename().string())) {
    const bool first = name.empty() && !absl::ascii_isalnum(c);
    if (!first && (absl::ascii_isalnum(c) || c == '-' || c == '_')) name += c;
  }
  return name;
}

// A value of the .env beside a compose file; empty where it is not set.
std::string SettingOf(const HostFiles& files, const fs::path& directory, absl::string_view key) {
  const auto found = files.files().find((directory / ".env").string());
  if (found == files.files().end()) return "";
  const absl::StatusOr<std::string> content = ReadFile(found->second);
  if (!content.ok()) return "";
  const EnvFile settings = ParseEnvFile(*content);
  const EnvEntry* entry = settings.Find(key);
  return entry == nullptr ? "" : entry->value;
}

class Finder {
 public:
  explicit Finder(const HostFiles& files) : files_(files) {}

  std::vector<ComposeProject> Find() {
    std::set<fs::path> directories;
    for (const auto& [on_machine, path] : files_.files()) {
      const fs::path file(on_machine);
      if (IsDefaultComposeFile(file.filename().string()) || file.filename() == ".env")
        directories.insert(file.parent_path());
    }
    for (const fs::path& directory : directories) AddProject(directory);
    return std::move(projects_);
  }

 private:
  void AddProject(const fs::path& directory) {
    std::vector<fs::path> paths;
    const std::string named = SettingOf(files_, directory, "COMPOSE_FILE");
    for (absl::string_view one : absl::StrSplit(named, ':', absl::SkipEmpty()))
      paths.push_back((directory / std::string(one)).lexically_normal());
    const fs::path at = paths.empty() ? directory : paths.front().parent_path();
    for (bool override_file : {false, true}) {
      if (!named.empty()) break;
      for (const char* name : {"compose", "docker-compose"}) {
        for (const char* ending : {".yaml", ".yml"}) {
          const fs::path path =
              directory / (std::string(name) + (override_file ? ".override" : "") + ending);
          // Of several main files compose takes the first.
          const bool enough = paths.size() > (override_file ? 1 : 0);
          if (!enough && files_.files().count(path.string()) > 0) paths.push_back(path);
        }
      }
    }
    ComposeProject project;
    project.directory = at.string();
    for (const fs::path& path : paths) {
      const auto found = files_.files().find(path.string());
      const absl::StatusOr<std::string> content =
          found == files_.files().end() ? absl::NotFoundError("") : ReadFile(found->second);
      if (content.ok()) project.files.push_back(ParseComposeFile(found->second, *content));
    }
    if (project.files.empty()) return;
    NameProject(SettingOf(files_, directory, "COMPOSE_PROJECT_NAME"), &project);
    projects_.push_back(std::move(project));
  }

  static void NameProject(const std::string& setting, ComposeProject* project) {
    project->name = NameOf(project->directory);
    for (const ComposeFile& file : project->files) {
      if (!file.name.empty()) project->name = file.name;
    }
    if (!setting.empty()) project->name = setting;
    if (absl::StrContains(project->name, "$")) project->name.clear();
  }

  const HostFiles& files_;
  std::vector<ComposeProject> projects_;
};

}  // namespace

bool ComposeProject::has_problems() const {
  return std::any_of(files.begin(), files.end(),
                     [](const ComposeFile& file) { return !file.problems.empty(); });
}

std::vector<ComposeService> ComposeProject::Services() const {
  std::vector<ComposeService> services;
  for (const ComposeFile& file : files) {
    for (const ComposeService& service : file.services) {
      const auto known = std::find_if(services.begin(), services.end(), [&](const auto& other) {
        return other.name == service.name;
      });
      if (known == services.end()) {
        services.push_back(service);
        continue;
      }
      ComposeService& whole = *known;
      if (!service.image.empty()) {
        whole.image = service.image;
        whole.file = service.file;
        whole.line = service.line;
      }
      whole.built = whole.built || service.built;
      whole.has_profiles = whole.has_profiles || service.has_profiles;
      whole.extends = whole.extends || service.extends;
      whole.ports.insert(whole.ports.end(), service.ports.begin(), service.ports.end());
    }
  }
  return services;
}

std::vector<ComposeProject> FindComposeProjects(const HostFiles& files) {
  return Finder(files).Find();
}

}  // namespace drill
