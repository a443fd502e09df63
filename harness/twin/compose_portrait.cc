#include "harness/twin/compose_portrait.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/base/status_macros.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

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
  command.insert(command.end(), {"config", "--hash", "*"});
  return command;
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
  bool readable = false;
  SubprocessResult result;
  if (!files.directory.empty()) {
    ExecOptions options;
    options.working_directory = files.directory;
    options.timeout = limit;
    ASSIGN_OR_RETURN(result, host.Exec(Command(files), options));
    readable = result.succeeded();
  }
  // What compose says of a file that it cannot read may quote it: only that it cannot.
  painter.Field(object, "readable", readable ? "yes" : "no");
  if (!readable) return absl::OkStatus();
  for (const absl::string_view line :
       absl::StrSplit(result.stdout_content, '\n', absl::SkipWhitespace())) {
    const std::pair<std::string, std::string> service =
        absl::StrSplit(line, absl::MaxSplits(' ', 1));
    painter.Field(object, absl::StrCat("would start ", service.first), service.second);
  }
  return absl::OkStatus();
}

}  // namespace drill
