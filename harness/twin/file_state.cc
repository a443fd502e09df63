#include "harness/twin/file_state.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "harness/base/descriptor.h"
#include "harness/base/env_file.h"
#include "harness/base/hash.h"
#include "harness/base/short_digest.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

// Larger files are not examined for growth: they count as changed.
constexpr off_t kMostToGrow = off_t{8} << 20;
// Reading more takes longer than a drill may be held up. Of a larger file as many bytes are read,
// in pieces that lie evenly in it, the first at its begin and the last at its end.
constexpr off_t kMostToRead = off_t{128} << 20;
constexpr off_t kPiece = off_t{1} << 20;
constexpr off_t kPieces = kMostToRead / kPiece;
constexpr mode_t kPermissions = 07777;

// Never waits for whoever holds the other end of a named pipe, and never follows a link.
Descriptor OpenFile(int directory, const std::string& name) {
  return Descriptor(
      openat(directory, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
}

std::string Contents(int directory, const std::string& name) {
  const Descriptor file = OpenFile(directory, name);
  if (!file.valid()) return "unreadable";
  const absl::StatusOr<std::string> digest = Sha256OfFile(file.Path());
  return digest.ok() ? ShortDigest(*digest) : "unreadable";
}

std::string SampledContents(int directory, const std::string& name, off_t size) {
  const Descriptor file = OpenFile(directory, name);
  if (!file.valid()) return "unreadable";
  std::string digests;
  std::string piece(kPiece, '\0');
  for (off_t i = 0; i < kPieces; ++i) {
    const off_t at = (size - kPiece) * i / (kPieces - 1);
    const ssize_t got = pread(file.get(), piece.data(), piece.size(), at);
    if (got < 0) return "unreadable";
    digests += Sha256(absl::string_view(piece).substr(0, static_cast<size_t>(got)));
  }
  return absl::StrCat(size, " bytes, of which pieces have ", DigestOf(digests));
}

std::string Target(int directory, const std::string& name) {
  char target[PATH_MAX];
  const ssize_t size = readlinkat(directory, name.c_str(), target, sizeof(target));
  return size < 0 ? "unreadable" : std::string(target, static_cast<size_t>(size));
}

std::optional<std::string> ReadSmall(int directory, const std::string& name) {
  const Descriptor file = OpenFile(directory, name);
  struct stat found = {};
  if (!file.valid() || fstat(file.get(), &found) != 0 || !S_ISREG(found.st_mode) ||
      found.st_size > kMostToGrow)
    return std::nullopt;
  std::string content(static_cast<size_t>(found.st_size), '\0');
  size_t got = 0;
  while (got < content.size()) {
    const ssize_t n = read(file.get(), &content[got], content.size() - got);
    if (n <= 0) break;
    got += static_cast<size_t>(n);
  }
  content.resize(got);
  return content;
}

bool IsNamedForVariables(absl::string_view name) {
  return absl::EndsWith(name, ".env") || absl::StartsWith(name, ".env.");
}

// Quotes and spaces are kept: a shell that reads the file may make something else of them than
// compose does.
std::string Statements(int directory, const std::string& name) {
  const std::optional<std::string> content = ReadSmall(directory, name);
  if (!content) return "";
  const EnvFile file = ParseEnvFile(*content);
  if (!file.problems.empty()) return "";
  std::string statements;
  for (const EnvEntry& entry : file.entries)
    absl::StrAppend(
        &statements,
        absl::StripSuffix(absl::string_view(*content).substr(entry.begin, entry.end - entry.begin),
                          "\n"),
        "\n");
  return DigestOf(statements);
}

// Of the extended attributes those that say who may do what, by their names: what stands in them
// numbers users as the outside does.
std::string Attributes(int directory, const std::string& name) {
  constexpr const char* kOfRights[] = {"system.posix_acl_access", "system.posix_acl_default",
                                       "security.capability"};
  const std::string path = absl::StrCat("/proc/self/fd/", directory, "/", name);
  std::vector<std::string> there;
  for (const char* attribute : kOfRights)
    if (lgetxattr(path.c_str(), attribute, nullptr, 0) >= 0) there.emplace_back(attribute);
  return absl::StrJoin(there, ", ");
}

}  // namespace

FileState ReadFileState(int directory, const std::string& name, const struct stat& found,
                        uid_t first_owner) {
  FileState state;
  state.set_mode(absl::StrFormat("%04o", found.st_mode & kPermissions));
  state.set_owner(absl::StrCat(found.st_uid - first_owner, ":", found.st_gid - first_owner));
  state.set_attributes(Attributes(directory, name));
  if (S_ISREG(found.st_mode)) {
    state.set_kind("file");
    state.set_contents(found.st_size > kMostToRead ? SampledContents(directory, name, found.st_size)
                                                   : Contents(directory, name));
    if (IsNamedForVariables(name)) state.set_statements(Statements(directory, name));
  } else if (S_ISDIR(found.st_mode)) {
    state.set_kind("directory");
  } else if (S_ISLNK(found.st_mode)) {
    state.set_kind("link");
    state.set_contents(Target(directory, name));
    // The mode of a link has no meaning and is the same for all links.
    state.clear_mode();
  } else if (S_ISCHR(found.st_mode) || S_ISBLK(found.st_mode)) {
    state.set_kind("device");
    state.set_contents(absl::StrCat(major(found.st_rdev), ":", minor(found.st_rdev)));
  } else {
    state.set_kind(S_ISFIFO(found.st_mode) ? "named pipe" : "socket");
  }
  return state;
}

bool GoesOnFrom(const FileIn& before, const FileIn& after) {
  const std::optional<std::string> was = ReadSmall(before.directory, before.name);
  if (!was) return false;
  const std::optional<std::string> is = ReadSmall(after.directory, after.name);
  return is && absl::StartsWith(*is, *was);
}

}  // namespace drill
