#include "harness/twin/changed_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/base/status_macros.h"
#include "harness/database/data_directory.h"
#include "harness/twin/acting_file.h"
#include "harness/twin/file_state.h"

namespace drill {
namespace {

using Entries = std::map<std::string, struct stat>;

// What stands in an open directory; nothing of one that is not there. What vanishes meanwhile was
// not there: the machine runs.
absl::StatusOr<Entries> List(const Descriptor& directory, const std::string& path) {
  Entries entries;
  if (!directory.valid()) return entries;
  // A handle of its own: closedir() closes it, and it has a place in the directory.
  const int handle = openat(directory.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(handle < 0 ? nullptr : fdopendir(handle),
                                                   &closedir);
  if (stream == nullptr) return absl::InternalError(absl::StrCat(path, ": ", strerror(errno)));
  while (const dirent* const entry = readdir(stream.get())) {
    const std::string name = entry->d_name;
    if (name == "." || name == "..") continue;
    struct stat found = {};
    if (fstatat(directory.get(), name.c_str(), &found, AT_SYMLINK_NOFOLLOW) == 0)
      entries[name] = found;
  }
  return entries;
}

// Of a database server's data directory, its settings alone are compared, and what steers it.
bool IsOfServer(const Entries& were, const Entries& are, const std::string& name) {
  if (were.count(kDataDirectoryMark) == 0 && are.count(kDataDirectoryMark) == 0) return false;
  if (SteersAServer(absl::StrCat("/", name))) return false;
  return !absl::EndsWith(name, kDataDirectorySettings);
}

const struct stat* Find(const Entries& entries, const std::string& name) {
  const auto found = entries.find(name);
  return found == entries.end() ? nullptr : &found->second;
}

// Whether the file was not written, and its owner and mode not changed, since the copy was made.
bool LeftAlone(const struct stat& before, const struct stat& after) {
  return before.st_ino == after.st_ino && before.st_mode == after.st_mode &&
         before.st_uid == after.st_uid && before.st_gid == after.st_gid &&
         before.st_size == after.st_size && before.st_ctim.tv_sec == after.st_ctim.tv_sec &&
         before.st_ctim.tv_nsec == after.st_ctim.tv_nsec;
}

// "py" of "s49_moods.py"; empty without one.
absl::string_view EndingOf(absl::string_view name) {
  const size_t dot = name.rfind('.');
  return dot == absl::string_view::npos || dot == 0 ? "" : name.substr(dot + 1);
}

// Whether regular files with the ending of `name` were there.
bool HadItsLike(const Entries& were, absl::string_view name) {
  const absl::string_view ending = EndingOf(name);
  return !ending.empty() && std::any_of(were.begin(), were.end(), [ending](const auto& entry) {
    return S_ISREG(entry.second.st_mode) && EndingOf(entry.first) == ending;
  });
}

// Files that came beside a log and have its name and more: where it is put when a new one begins
// ("deploy.log.1", "deploy.log-20261101").
std::vector<std::string> PutAside(const Entries& were, const Entries& are,
                                  const std::string& name) {
  std::vector<std::string> aside;
  for (auto found = are.upper_bound(name);
       found != are.end() && absl::StartsWith(found->first, name); ++found) {
    const char next = found->first[name.size()];
    if ((next == '.' || next == '-') && were.count(found->first) == 0)
      aside.push_back(found->first);
  }
  return aside;
}

// Whether all that was in the file still is, in itself or where it was put aside.
bool GoesOn(const Descriptor& before, const Descriptor& after, const std::string& name,
            std::vector<std::string> now) {
  now.push_back(name);
  return std::any_of(now.begin(), now.end(), [&](const std::string& one) {
    return GoesOnFrom({before.get(), name}, {after.get(), one});
  });
}

bool Same(const FileState& before, const FileState& after) {
  return before.kind() == after.kind() && before.mode() == after.mode() &&
         before.owner() == after.owner() && before.contents() == after.contents() &&
         before.attributes() == after.attributes();
}

class Walk {
 public:
  explicit Walk(const ChangedFilesOptions& options) : options_(options) {}

  // `path` ends with a slash.
  absl::Status Directory(const Descriptor& before, const Descriptor& after,
                         const std::string& path) {
    ASSIGN_OR_RETURN(const Entries were, List(before, path));
    ASSIGN_OR_RETURN(const Entries are, List(after, path));
    std::set<std::string> names;
    for (const auto& entry : were) names.insert(entry.first);
    for (const auto& entry : are) names.insert(entry.first);
    for (const std::string& name : names) {
      if (options_.leave_out(path + name) || IsOfServer(were, are, name)) continue;
      ++result_.compared;
      const struct stat* const was = Find(were, name);
      const struct stat* const is = Find(are, name);
      const size_t changes = result_.changes.size();
      RETURN_IF_ERROR(Compare({before, was}, {after, is}, path, name));
      if (is == nullptr || !S_ISREG(is->st_mode) || result_.changes.size() == changes) continue;
      FileChange& change = result_.changes.back();
      change.set_among_its_like(was == nullptr && HadItsLike(were, name) &&
                                absl::TimeFromTimespec(is->st_ctim) > options_.come_since);
      change.set_grown(was != nullptr && GoesOn(before, after, name, PutAside(were, are, name)));
    }
    return absl::OkStatus();
  }

  FileComparison Take() && { return std::move(result_); }

 private:
  struct Side {
    const Descriptor& directory;
    const struct stat* found;

    bool IsDirectory() const { return found != nullptr && S_ISDIR(found->st_mode); }
    // Invalid where there is no such directory.
    Descriptor Enter(const std::string& name) const {
      if (!IsDirectory()) return Descriptor();
      return Descriptor(
          openat(directory.get(), name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    }
  };

  absl::Status Compare(const Side& before, const Side& after, const std::string& path,
                       const std::string& name) {
    const bool alone =
        before.found != nullptr && after.found != nullptr && LeftAlone(*before.found, *after.found);
    if (!alone) RETURN_IF_ERROR(Note(before, after, path, name));
    // The files in a directory may have changed although the directory itself has not.
    if (!before.IsDirectory() && !after.IsDirectory()) return absl::OkStatus();
    return Directory(before.Enter(name), after.Enter(name), absl::StrCat(path, name, "/"));
  }

  absl::Status Note(const Side& before, const Side& after, const std::string& path,
                    const std::string& name) {
    FileChange change;
    if (before.found != nullptr)
      *change.mutable_before() =
          ReadFileState(before.directory.get(), name, *before.found, options_.first_owner_before);
    if (after.found != nullptr)
      *change.mutable_after() =
          ReadFileState(after.directory.get(), name, *after.found, options_.first_owner_after);
    if (Same(change.before(), change.after())) return absl::OkStatus();
    if (result_.changes.size() >= options_.most)
      return absl::ResourceExhaustedError(
          absl::StrCat("more than ", options_.most, " files are not as they were"));
    change.set_path(path + name);
    result_.changes.push_back(std::move(change));
    return absl::OkStatus();
  }

  const ChangedFilesOptions& options_;
  FileComparison result_;
};

}  // namespace

absl::StatusOr<FileComparison> CompareFiles(const Descriptor& before, const Descriptor& after,
                                            const ChangedFilesOptions& options) {
  Walk walk(options);
  RETURN_IF_ERROR(walk.Directory(before, after, "/"));
  return std::move(walk).Take();
}

}  // namespace drill
