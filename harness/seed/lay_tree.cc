#include "harness/seed/lay_tree.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/host/acting_as_owner.h"
#include "harness/seed/tree_listing.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

// An open file or directory.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

absl::Status Failed(const std::string& path) {
  return absl::InternalError(absl::StrCat(path, ": ", strerror(errno)));
}

struct Owner {
  uid_t uid = 0;
  gid_t gid = 0;
};

// One root file system that is written to, its symlinks followed as if it were /.
class Machine {
 public:
  static absl::StatusOr<Machine> Open(const std::string& root) {
    Descriptor fd(open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (fd.get() < 0) return Failed(root);
    return Machine(root, std::move(fd));
  }

  // As mkdir -p; a link to a directory counts as one. `path` is relative to the root.
  absl::Status MakeDirectory(const std::string& path) {
    if (path.empty() || Directory(path).get() >= 0) return absl::OkStatus();
    const auto [parent, name] = Split(path);
    RETURN_IF_ERROR(MakeDirectory(parent));
    const Descriptor at = Directory(parent);
    if (at.get() < 0 || mkdirat(at.get(), name.c_str(), 0755) != 0 ||
        fchmodat(at.get(), name.c_str(), 0755, 0) != 0) {
      return Failed(Named(path));
    }
    return Give(at, name, path);
  }

  absl::Status PutFile(const std::string& path, bool executable, const std::string& content) {
    const auto [parent, name] = Split(path);
    const Descriptor at = Directory(parent);
    if (at.get() < 0) return Failed(Named(path));
    // The file is replaced, not overwritten: it may be a link, or a program that runs now.
    (void)unlinkat(at.get(), name.c_str(), 0);
    const Descriptor out(
        openat(at.get(), name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (out.get() < 0) return Failed(Named(path));
    for (size_t written = 0; written < content.size();) {
      const ssize_t n = write(out.get(), content.data() + written, content.size() - written);
      if (n < 0 && errno != EINTR) return Failed(Named(path));
      if (n > 0) written += static_cast<size_t>(n);
    }
    if (fchmod(out.get(), executable ? 0755 : 0644) != 0) return Failed(Named(path));
    return Give(at, name, path);
  }

  absl::Status PutSymlink(const std::string& path, const std::string& target) {
    const auto [parent, name] = Split(path);
    const Descriptor at = Directory(parent);
    if (at.get() < 0) return Failed(Named(path));
    (void)unlinkat(at.get(), name.c_str(), 0);
    if (symlinkat(target.c_str(), at.get(), name.c_str()) != 0) return Failed(Named(path));
    return Give(at, name, path);
  }

  int top() const { return fd_.get(); }

 private:
  Machine(const std::string& root, Descriptor fd) : root_(root), fd_(std::move(fd)) {
    const absl::StatusOr<std::string> passwd = Read("etc/passwd");
    if (!passwd.ok()) return;
    for (absl::string_view line : absl::StrSplit(*passwd, '\n')) {
      const std::vector<std::string> fields = absl::StrSplit(line, ':');
      Owner owner;
      if (fields.size() == 7 && absl::SimpleAtoi(fields[2], &owner.uid) &&
          absl::SimpleAtoi(fields[3], &owner.gid)) {
        homes_[fields[5]] = owner;
      }
    }
  }

  static std::pair<std::string, std::string> Split(const std::string& path) {
    const size_t slash = path.rfind('/');
    if (slash == std::string::npos) return {"", path};
    return {path.substr(0, slash), path.substr(slash + 1)};
  }

  std::string Named(const std::string& path) const { return absl::StrCat(root_, "/", path); }

  Descriptor OpenInside(const std::string& path, uint64_t flags) const {
    open_how how = {};
    how.flags = flags | O_CLOEXEC;
    how.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS;
    return Descriptor(static_cast<int>(
        syscall(SYS_openat2, fd_.get(), path.empty() ? "." : path.c_str(), &how, sizeof(how))));
  }

  Descriptor Directory(const std::string& path) const {
    return OpenInside(path, O_PATH | O_DIRECTORY);
  }

  absl::StatusOr<std::string> Read(const std::string& path) const {
    const Descriptor file = OpenInside(path, O_RDONLY);
    if (file.get() < 0) return Failed(Named(path));
    return ReadFile(absl::StrCat("/proc/self/fd/", file.get()));
  }

  absl::Status Give(const Descriptor& at, const std::string& name, const std::string& path) {
    // A tree laid by someone else than root, as in a test, stays theirs.
    if (geteuid() != 0) return absl::OkStatus();
    // A running machine's users may have other numbers here; its root is its user 0.
    struct stat top;
    if (fstat(fd_.get(), &top) != 0) return Failed(root_);
    Owner owner;
    for (const auto& [home, user] : homes_) {
      const std::string below = absl::StrCat("/", path, "/");
      if (home.rfind("/home/", 0) == 0 && below.rfind(home + "/", 0) == 0) owner = user;
    }
    if (fchownat(at.get(), name.c_str(), top.st_uid + owner.uid, top.st_gid + owner.gid,
                 AT_SYMLINK_NOFOLLOW) == 0)
      return absl::OkStatus();
    return Failed(Named(path));
  }

  std::string root_;
  Descriptor fd_;
  // Home directory to its owner, as the machine's /etc/passwd has it.
  std::map<std::string, Owner> homes_;
};

}  // namespace

absl::Status LayTree(const std::string& source, const std::string& machine,
                     absl::string_view destination) {
  ASSIGN_OR_RETURN(const std::vector<TreeEntry> entries, ListTree(source));
  ASSIGN_OR_RETURN(Machine target, Machine::Open(machine));
  const ActingAsOwner owner(target.top());
  std::string prefix =
      fs::path(std::string(destination)).lexically_normal().relative_path().string();
  if (!prefix.empty() && prefix.back() == '/') prefix.pop_back();
  RETURN_IF_ERROR(target.MakeDirectory(prefix));
  for (const TreeEntry& entry : entries) {
    const std::string path = prefix.empty() ? entry.path : absl::StrCat(prefix, "/", entry.path);
    if (entry.kind == TreeEntry::Kind::kDirectory) {
      RETURN_IF_ERROR(target.MakeDirectory(path));
    } else if (entry.kind == TreeEntry::Kind::kSymlink) {
      RETURN_IF_ERROR(target.PutSymlink(path, entry.target));
    } else {
      ASSIGN_OR_RETURN(const std::string content, ReadFile(absl::StrCat(source, "/", entry.path)));
      RETURN_IF_ERROR(target.PutFile(path, entry.executable, content));
    }
  }
  return absl::OkStatus();
}

}  // namespace drill
