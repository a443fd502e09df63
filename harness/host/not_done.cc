#include "harness/host/not_done.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "harness/base/descriptor.h"
#include "harness/base/status_macros.h"
#include "harness/host/stand_ins.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

constexpr size_t kLongestValue = 200;

bool IsLater(const timespec& a, const timespec& b) {
  return a.tv_sec != b.tv_sec ? a.tv_sec > b.tv_sec : a.tv_nsec > b.tv_nsec;
}

// Paths below the copies, of those that were written to since they were made.
std::vector<std::string> WrittenSettings(const Descriptor& settings) {
  std::vector<std::string> written;
  struct stat made, info;
  if (fstatat(settings.get(), "made", &made, 0) != 0) return written;
  const std::string top = settings.Path() + "/";
  std::error_code error;
  for (fs::recursive_directory_iterator it(top, error), end; !error && it != end;
       it.increment(error)) {
    const std::string path = it->path().string().substr(top.size());
    // Values that the kernel makes anew at each look.
    if (path == "kernel/random") it.disable_recursion_pending();
    if (fstatat(settings.get(), path.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISREG(info.st_mode) && IsLater(info.st_mtim, made.st_mtim))
      written.push_back(path);
  }
  std::sort(written.begin(), written.end());
  return written;
}

// "vm.swappiness", as sysctl names it.
std::string NameOf(const std::string& path) {
  if (absl::StartsWith(path, "transparent_hugepage/")) return absl::StrCat("/sys/kernel/mm/", path);
  if (path == "sysrq-trigger") return "/proc/sysrq-trigger";
  return absl::StrReplaceAll(path, {{"/", "."}});
}

std::string Sentence(const std::string& path, absl::string_view value) {
  const std::string one_line = absl::StrReplaceAll(
      absl::StripAsciiWhitespace(value.substr(0, kLongestValue)), {{"\n", " "}});
  return absl::StrCat("the kernel's setting ", NameOf(path), " = ", one_line,
                      " was written to a copy: the kernel is that of the machine below");
}

}  // namespace

absl::StatusOr<std::vector<std::string>> NotDone::Take(const RootDirectory& root) {
  std::vector<std::string> found;
  const absl::StatusOr<std::string> notes = root.Read(kNotDoneFile);
  if (!notes.ok() && !absl::IsNotFound(notes.status())) return notes.status();
  const size_t size = notes.ok() ? notes->size() : 0;
  // After a restart of the machine the file of notes begins anew.
  if (size < told_) told_ = 0;
  if (notes.ok()) {
    for (const absl::string_view line :
         absl::StrSplit(absl::string_view(*notes).substr(told_), '\n', absl::SkipEmpty()))
      found.emplace_back(line);
  }
  told_ = size;
  absl::StatusOr<Descriptor> settings =
      root.OpenPath(kSettingsDirectory, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  if (!settings.ok()) {
    if (absl::IsNotFound(settings.status())) return found;
    return settings.status();
  }
  for (const std::string& path : WrittenSettings(*settings)) {
    ASSIGN_OR_RETURN(std::string value, root.Read(absl::StrCat(kSettingsDirectory, "/", path)));
    const auto told = settings_.find(path);
    if (told != settings_.end() && told->second == value) continue;
    found.push_back(Sentence(path, value));
    settings_[path] = std::move(value);
  }
  return found;
}

}  // namespace drill
