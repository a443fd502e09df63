#include "harness/stack/host_files.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "harness/base/file.h"
#include "harness/stack/stack_base.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

// A script is written by a person; what is larger is data.
constexpr std::uintmax_t kLargestScript = 256 << 10;

void AddLines(absl::string_view text, std::vector<std::string>* lines) {
  for (absl::string_view line : absl::StrSplit(text, '\n', absl::SkipWhitespace()))
    lines->emplace_back(line);
}

bool IsScript(const fs::path& path, absl::string_view content) {
  return absl::StartsWith(content, "#!") || path.extension() == ".sh" ||
         path.extension() == ".mk" || absl::StartsWith(path.filename().string(), "Makefile") ||
         path.filename() == "justfile";
}

}  // namespace

HostFiles::HostFiles(const Stack& stack, const std::string& directory) {
  for (const std::string& tree : HostTrees(stack, directory)) {
    const fs::path root = fs::path(directory) / tree;
    std::error_code error;
    fs::recursive_directory_iterator entry(root, fs::directory_options::skip_permission_denied,
                                           error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
      std::error_code ignored;
      const std::string on_machine =
          (fs::path("/") / entry->path().lexically_relative(root)).string();
      if (entry->is_regular_file(ignored)) {
        files_[on_machine] = entry->path().string();
      } else if (entry->is_directory(ignored) || entry->is_symlink(ignored)) {
        directories_.insert(on_machine);
      }
    }
  }
}

std::vector<std::string> ScriptLines(const Stack& stack, const HostFiles& files) {
  std::vector<std::string> lines;
  for (const PrepareStep& step : stack.prepare()) AddLines(step.command(), &lines);
  AddLines(stack.start(), &lines);
  AddLines(stack.deploy(), &lines);
  for (const auto& [on_machine, path] : files.files()) {
    std::error_code error;
    if (fs::file_size(path, error) > kLargestScript || error) continue;
    const absl::StatusOr<std::string> content = ReadFile(path);
    if (content.ok() && IsScript(on_machine, *content)) AddLines(*content, &lines);
  }
  return lines;
}

}  // namespace drill
