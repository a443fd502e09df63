#include "harness/twin/read_files.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "harness/base/at_or_below.h"
#include "harness/twin/engine_answers.h"

namespace drill {
namespace {

using nlohmann::json;

// Whether a container has the directory in view of the machine as a whole.
bool IsOfTheMachine(absl::string_view directory) {
  constexpr absl::string_view kWatched[] = {"/dev", "/proc",           "/run",
                                            "/sys", "/var/lib/docker", "/var/log"};
  return directory.rfind('/') == 0 ||
         std::any_of(std::begin(kWatched), std::end(kWatched),
                     [directory](absl::string_view one) { return IsAtOrBelow(directory, one); });
}

std::vector<std::string> MountedToBeRead(const std::vector<json>& containers) {
  std::vector<std::string> directories;
  for (const json& container : containers) {
    for (const json& mount : container.value("Mounts", json::array())) {
      const std::string source = AnswerText(mount, "/Source");
      // AnswerText() has no word for false.
      if (AnswerText(mount, "/Type") == "bind" && AnswerText(mount, "/RW").empty() &&
          !IsOfTheMachine(source))
        directories.push_back(source);
    }
  }
  return directories;
}

// Where the backups lie: what stands before the first wildcard, without the last part.
std::vector<std::string> BackupDirectories(const Stack& stack) {
  std::vector<std::string> directories;
  for (const Backup& backup : stack.backups()) {
    const std::string fixed = backup.glob().substr(0, backup.glob().find_first_of("*?["));
    directories.push_back(fixed.substr(0, fixed.rfind('/')));
  }
  return directories;
}

bool IsReadByNoProgram(absl::string_view path) {
  for (const char* end : {".md", ".rst", ".txt", ".log"})
    if (absl::EndsWith(path, end)) return true;
  for (const char* part : {"/.git/", "/__pycache__/", "/node_modules/"})
    if (absl::StrContains(path, part)) return true;
  return false;
}

// Whether the file lies deeper than at the top of a directory that an image is built from.
bool IsBuiltIn(absl::string_view path, const Portrait& portrait) {
  const absl::string_view directory = path.substr(0, path.rfind('/'));
  return std::any_of(portrait.build_contexts().begin(), portrait.build_contexts().end(),
                     [directory](const std::string& context) {
                       return directory != context && IsAtOrBelow(directory, context);
                     });
}

}  // namespace

void MarkReadFiles(const EngineAnswers& engine, const Stack& stack, Portrait* portrait) {
  const std::vector<std::string> mounted = MountedToBeRead(engine.containers);
  const std::vector<std::string> backups = BackupDirectories(stack);
  for (FileChange& change : *portrait->mutable_files()) {
    const std::string& path = change.path();
    if (!change.area().empty() || !change.among_its_like() || IsReadByNoProgram(path) ||
        IsAtOrBelowOneOf(path, backups))
      continue;
    change.set_is_read(IsAtOrBelowOneOf(path, mounted) || IsBuiltIn(path, *portrait));
  }
}

}  // namespace drill
