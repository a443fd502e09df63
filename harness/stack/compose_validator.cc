#include "harness/stack/compose_validator.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/field_checker.h"
#include "harness/base/service_name.h"
#include "harness/stack/compose_project.h"
#include "harness/stack/host_files.h"
#include "harness/stack/image_makers.h"
#include "harness/stack/projects_of.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

// Directories that every machine has.
bool IsOfTheSystem(const fs::path& path) {
  static const auto* const known = new std::set<std::string>{
      "/",    "/etc", "/home", "/mnt",       "/opt",     "/root",
      "/srv", "/tmp", "/usr",  "/usr/local", "/var",     "/var/lib",
      "/run", "/dev", "/proc", "/var/log",   "/var/tmp", "/usr/local/bin"};
  return known->count(path.string()) > 0;
}

// Whether a script names the path other than as the target of `cd`: that line may create it.
bool IsMentioned(const std::string& path, const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    for (size_t at = line.find(path); at != std::string::npos; at = line.find(path, at + 1)) {
      const size_t end = at + path.size();
      const bool whole = end == line.size() || absl::StrContains(" /;&|\"')", line.substr(end, 1));
      absl::string_view before = absl::string_view(line).substr(0, at);
      while (absl::EndsWith(before, "\"") || absl::EndsWith(before, "'")) before.remove_suffix(1);
      if (whole && !absl::EndsWith(before, "cd ")) return true;
    }
  }
  return false;
}

class Validator {
 public:
  Validator(const Stack& stack, const std::string& directory, const FieldLocations& locations,
            std::vector<Problem>* problems)
      : stack_(stack),
        files_(stack, directory),
        lines_(ScriptLines(stack, files_)),
        makers_(stack, lines_),
        checker_(locations, problems),
        problems_(*problems) {}

  void Validate() {
    CheckOperatorDirectory();
    CheckReleases();
    const std::vector<ComposeProject> projects = FindComposeProjects(files_);
    std::vector<std::string> names;
    bool matched = false;
    for (const ComposeProject& project : projects) {
      names.push_back(project.name);
      if (!IsOfStack(project)) continue;
      matched = true;
      CheckProject(project);
    }
    if (!matched && !projects.empty()) CheckOthers(projects);
    if (!projects.empty()) CheckNames(projects, names);
    CheckServices();
  }

 private:
  void CheckOperatorDirectory() {
    const fs::path path =
        (fs::path(stack_.operator_directory()) / "").lexically_normal().parent_path();
    if (stack_.operator_directory().empty() || !path.is_absolute()) return;
    for (fs::path above = path; !IsOfTheSystem(above) && above != above.parent_path();
         above = above.parent_path()) {
      if (above != path && files_.directories().count(above.string()) > 0) break;
      if (IsMentioned(above.string(), lines_)) return;
    }
    if (IsOfTheSystem(path) || files_.directories().count(path.string()) > 0) return;
    const std::vector<std::string> known(files_.directories().begin(), files_.directories().end());
    const std::string nearest = NearestName(path.string(), known);
    checker_.Add("operator_directory", absl::StrCat("is not on the machine: ", path.string()),
                 nearest.empty() ? "lay it over the machine in host_tree, or make it in prepare"
                                 : absl::StrCat("did you mean ", nearest, "?"));
  }

  void CheckReleases() {
    for (int i = 0; i < stack_.releases_size(); ++i) {
      for (const auto& [service, image] : stack_.releases(i).images()) {
        if (image.empty() || makers_.Makes(image)) continue;
        checker_.Add(absl::StrCat(FieldPath("", "releases", i), ".images"),
                     absl::StrCat("names an image that nobody makes: ", image),
                     makers_.Remedy(image));
      }
    }
  }

  bool IsOfStack(const ComposeProject& project) const {
    const auto& named = stack_.compose_project();
    return std::find(named.begin(), named.end(), project.name) != named.end();
  }

  // Checks compose files when none of the projects has a name that the stack gives.
  void CheckOthers(const std::vector<ComposeProject>& projects) {
    for (const ComposeProject& project : projects) AddProblems(project);
  }

  // Tells projects of the stack that its files do not make, unless something else may make them.
  void CheckNames(const std::vector<ComposeProject>& projects,
                  const std::vector<std::string>& names) {
    bool unknown = false;
    for (const ComposeProject& project : projects)
      unknown = unknown || project.has_problems() || project.name.empty();
    for (const std::string& line : lines_) {
      // -p NAME, --project-name NAME, COMPOSE_PROJECT_NAME=NAME.
      const bool names_one =
          absl::StrContains(line, "compose") &&
          (absl::StrContains(line, " -p") || absl::StrContains(line, "--project-name"));
      unknown = unknown || names_one || absl::StrContains(line, "COMPOSE_PROJECT_NAME");
    }
    if (unknown) return;
    if (stack_.compose_project().empty() && !stack_.recorded().empty()) {
      checker_.Add("compose_project", "is not set, and the stack has compose files",
                   absl::StrCat("they make ", absl::StrJoin(names, ", ")));
    }
    for (int i = 0; i < stack_.compose_project_size(); ++i) {
      const std::string& name = stack_.compose_project(i);
      if (std::find(names.begin(), names.end(), name) != names.end()) continue;
      const std::string nearest = NearestName(name, names);
      checker_.Add(FieldPath("", "compose_project", i),
                   absl::StrCat("is no project of the stack's compose files: ", name),
                   nearest.empty() ? absl::StrCat("they make ", absl::StrJoin(names, ", "))
                                   : absl::StrCat("did you mean ", nearest, "?"));
    }
  }

  void AddProblems(const ComposeProject& project) {
    for (const ComposeFile& file : project.files)
      problems_.insert(problems_.end(), file.problems.begin(), file.problems.end());
  }

  void CheckProject(const ComposeProject& project) {
    AddProblems(project);
    if (project.has_problems()) return;
    for (const ComposeService& service : project.Services()) {
      const std::string name = NameAmong(ProjectsOf(stack_), {project.name, service.name});
      services_.push_back(name);
      if (service.has_profiles || service.extends) continue;
      CheckImage(service);
      CheckPorts(name, service);
    }
    const bool includes = std::any_of(project.files.begin(), project.files.end(),
                                      [](const ComposeFile& file) { return file.includes; });
    known_projects_ += includes || HasFurtherFiles(project) ? 0 : 1;
  }

  // Whether there are more compose files, such as docker-compose.prod.yml, that a script may add by
  // -f.
  bool HasFurtherFiles(const ComposeProject& project) const {
    size_t files = 0;
    for (const auto& [on_machine, path] : files_.files()) {
      const fs::path file(on_machine);
      const bool is_one = absl::StrContains(file.filename().string(), "compose") &&
                          (file.extension() == ".yml" || file.extension() == ".yaml");
      if (is_one && file.parent_path() == project.directory) ++files;
    }
    return files > project.files.size();
  }

  void CheckImage(const ComposeService& service) {
    if (service.built) return;
    const auto add = [&](const std::string& message, const std::string& remedy) {
      problems_.push_back(
          {service.file, service.line, 0, absl::StrCat("service ", service.name, message), remedy});
    };
    if (service.image.empty()) return add(" has neither image nor build", "name its image");
    if (makers_.Makes(service.image)) return;
    add(absl::StrCat(" has an image that nobody makes: ", service.image),
        makers_.Remedy(service.image));
  }

  // Projects of one machine share its ports.
  void CheckPorts(const std::string& name, const ComposeService& service) {
    const auto all = [](const std::string& address) {
      return address.empty() || address == "0.0.0.0";
    };
    for (const PublishedPort& port : service.ports) {
      for (const auto& [other, before] : taken_ports_) {
        const bool meets =
            port.first <= before.last && before.first <= port.last &&
            port.protocol == before.protocol &&
            (port.address == before.address || all(port.address) || all(before.address));
        // The same line twice is one port to compose.
        if (!meets || other == name) continue;
        problems_.push_back({port.file, port.line, 0,
                             absl::StrCat("port ", std::max(port.first, before.first), " of ", name,
                                          " is taken by ", other, ", line ", before.line),
                             "publish it under another number"});
      }
      taken_ports_.emplace_back(name, port);
    }
  }

  // Services that the stack names, of the release that runs first, where the files say them all.
  void CheckServices() {
    if (known_projects_ == 0 || known_projects_ != stack_.compose_project_size()) return;
    if (!stack_.database().service().empty())
      CheckService("database.service", stack_.database().service());
    for (int i = 0; i < stack_.releases_size(); ++i) {
      if (stack_.releases(i).version() != stack_.baseline()) continue;
      for (const auto& entry : stack_.releases(i).images())
        CheckService(absl::StrCat(FieldPath("", "releases", i), ".images"), entry.first);
    }
  }

  void CheckService(const std::string& path, const std::string& name) {
    const bool there = std::any_of(services_.begin(), services_.end(), [&](const auto& service) {
      return MaySayTheSame(service, name);
    });
    if (!there) checker_.OneOf(path, name, services_, "services of the compose file");
  }

  const Stack& stack_;
  const HostFiles files_;
  const std::vector<std::string> lines_;
  const ImageMakers makers_;
  FieldChecker checker_;
  std::vector<Problem>& problems_;
  // Of the stack's projects that its files make, and how many of these say all of theirs.
  std::vector<std::string> services_;
  int known_projects_ = 0;
  std::vector<std::pair<std::string, PublishedPort>> taken_ports_;
};

}  // namespace

void ValidateCompose(const Stack& stack, const std::string& directory,
                     const FieldLocations& locations, std::vector<Problem>* problems) {
  Validator(stack, directory, locations, problems).Validate();
}

}  // namespace drill
