#include "harness/twin/compose_portrait.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/base/env_file.h"
#include "harness/base/json.h"
#include "harness/base/short_digest.h"
#include "harness/base/status_macros.h"
#include "harness/host/root_directory.h"
#include "harness/twin/engine_answers.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

std::string LabelOf(const ContainerInfo& container, absl::string_view label) {
  const auto found = container.labels.find(absl::StrCat("com.docker.compose.project.", label));
  return found == container.labels.end() ? "" : found->second;
}

std::vector<std::string> Command(const ComposeFiles& files) {
  std::vector<std::string> command = {"docker", "compose"};
  if (!files.project.empty()) command.insert(command.end(), {"-p", files.project});
  if (!files.files.empty()) command.insert(command.end(), {"--project-directory", files.directory});
  for (const std::string& file : files.files) command.insert(command.end(), {"-f", file});
  if (!files.variables.empty()) command.insert(command.end(), {"--env-file", files.variables});
  command.insert(command.end(), {"--profile", "*", "config", "--format", "json"});
  return command;
}

// Those that the directory's .env names, as absolute paths; none where it names none.
std::vector<std::string> FilesOfVariables(const DrillHost& host, const std::string& directory) {
  const absl::StatusOr<RootDirectory> root = host.Root();
  if (!root.ok()) return {};
  const std::string file = absl::StrCat(directory, "/.env");
  const absl::StatusOr<std::string> content = root->Read(file);
  if (!content.ok()) return {};
  const absl::StatusOr<std::string> named = EnvValue(file, *content, "COMPOSE_FILE");
  if (!named.ok()) return {};
  std::vector<std::string> files;
  for (const absl::string_view one : absl::StrSplit(*named, ':', absl::SkipEmpty()))
    files.push_back((fs::path(directory) / std::string(one)).lexically_normal().string());
  return files;
}

// The files that compose reads: where none are named, those that it looks for in a directory, of
// which it reads one and its override.
std::vector<std::string> FilesRead(const DrillHost& host, const ComposeFiles& files) {
  if (!files.files.empty()) return files.files;
  std::vector<std::string> read = FilesOfVariables(host, files.directory);
  if (!read.empty()) return read;
  for (const char* name : {"compose", "docker-compose"})
    for (const char* override_part : {"", ".override"})
      for (const char* end : {".yaml", ".yml"})
        read.push_back(absl::StrCat(files.directory, "/", name, override_part, end));
  return read;
}

// What compose makes of the files: of each service, and of the networks, volumes and so on. Values
// may be secret, so there are digests of them.
void PaintConfiguration(const nlohmann::json& configuration, const std::string& object,
                        Painter& painter) {
  for (const auto& [part, value] : configuration.items()) {
    if (part != "services") {
      painter.Field(object, absl::StrCat("would make ", part), DigestOf(value.dump()));
      continue;
    }
    for (const auto& [service, settings] : value.items())
      painter.Field(object, absl::StrCat("would start ", service), DigestOf(settings.dump()));
  }
}

// A context that is no directory of the machine is the address of a repository.
void AddBuildContexts(const nlohmann::json& configuration, Portrait* portrait) {
  const auto services = configuration.find("services");
  if (services == configuration.end()) return;
  for (const auto& [service, settings] : services->items()) {
    const std::string context = AnswerText(settings, "/build/context");
    if (absl::StartsWith(context, "/")) portrait->add_build_contexts(context);
  }
}

}  // namespace

std::vector<ComposeFiles> FindComposeFiles(const Stack& stack,
                                           const std::vector<ContainerInfo>& containers) {
  if (stack.compose_project_size() == 0) return {};
  if (stack.compose_project_size() == 1) return {{"", stack.operator_directory(), {}, ""}};
  std::vector<ComposeFiles> all;
  for (const std::string& project : stack.compose_project()) {
    ComposeFiles& found = all.emplace_back();
    found.project = project;
    const auto container = std::find_if(containers.begin(), containers.end(),
                                        [&](const auto& one) { return one.project == project; });
    if (container == containers.end()) continue;
    found.directory = LabelOf(*container, "working_dir");
    found.files = absl::StrSplit(LabelOf(*container, "config_files"), ',', absl::SkipEmpty());
    found.variables = LabelOf(*container, "environment_file");
  }
  return all;
}

absl::Status PaintComposeFiles(DrillHost& host, const ComposeFiles& files, absl::Duration limit,
                               Portrait* portrait) {
  const std::string object =
      files.project.empty() ? "compose files" : absl::StrCat("compose files of ", files.project);
  Painter painter(ENGINE, portrait);
  if (!files.files.empty()) painter.Field(object, "started from", absl::StrJoin(files.files, ", "));
  nlohmann::json configuration;
  if (!files.directory.empty()) {
    ExecOptions options;
    options.working_directory = files.directory;
    options.timeout = limit;
    ASSIGN_OR_RETURN(const SubprocessResult result, host.Exec(Command(files), options));
    if (result.succeeded()) configuration = ParseJson(result.stdout_content);
  }
  // What compose says of a file that it cannot read may quote it: only that it cannot.
  const bool readable = configuration.is_object();
  painter.Field(object, "readable", readable ? "yes" : "no");
  if (!readable) return absl::OkStatus();
  for (const std::string& file : FilesRead(host, files)) portrait->add_compose_files(file);
  PaintConfiguration(configuration, object, painter);
  AddBuildContexts(configuration, portrait);
  return absl::OkStatus();
}

}  // namespace drill
