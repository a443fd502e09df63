#include "harness/host/store.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/hash.h"
#include "harness/base/status_macros.h"
#include "harness/base/subprocess.h"
#include "harness/host/btrfs.h"
#include "harness/host/pool_mount.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

constexpr char kManifestSuffix[] = ".manifest";
// Written last; its content must fit the tree.
constexpr char kMarkSuffix[] = ".complete";

const char* DirectoryOf(TreeKind kind) {
  switch (kind) {
    case TreeKind::kRootfs:
      return "rootfs";
    case TreeKind::kImages:
      return "images";
    case TreeKind::kSeed:
      return "seeds";
    case TreeKind::kFailed:
      return "failed";
    case TreeKind::kClone:
      break;
  }
  return "clones";
}

// Another Store of this process may have mounted the pool already.
bool IsMounted(const std::string& path, const std::string& parent) {
  struct stat inner, outer;
  return stat(path.c_str(), &inner) == 0 && stat(parent.c_str(), &outer) == 0 &&
         inner.st_dev != outer.st_dev;
}

void SyncFileSystem(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  syncfs(fd);
  close(fd);
}

}  // namespace

std::string Store::DefaultCacheDirectory() {
  const char* given = getenv("ROLLBACK_DRILL_CACHE");
  return given != nullptr && *given != '\0' ? given : "/var/cache/rollback-drill";
}

absl::StatusOr<std::unique_ptr<Store>> Store::Open(const std::string& cache_directory) {
  if (geteuid() != 0) return absl::FailedPreconditionError("a drill host needs root");
  RETURN_IF_ERROR(MakeDirectories(cache_directory));
  std::error_code error;
  const std::string cache = fs::canonical(cache_directory, error).string();
  if (error) return absl::InternalError(absl::StrCat(cache_directory, ": ", error.message()));
  RETURN_IF_ERROR(EnterPrivateMountNamespace());
  std::string root = cache + "/pool";
  std::string notice;
  bool btrfs = true;
  if (!IsMounted(root, cache)) {
    absl::StatusOr<std::string> mounted = MountPool(cache + "/pool.img", root);
    btrfs = mounted.ok();
    if (mounted.ok()) {
      notice = *mounted;
    } else if (absl::IsUnimplemented(mounted.status()) || absl::IsNotFound(mounted.status())) {
      root = cache + "/pool-without-btrfs";
      notice = absl::StrCat("no btrfs pool (", mounted.status().message(),
                            "); every clone is a full copy, which is slower");
    } else {
      return mounted.status();
    }
  }
  for (TreeKind kind :
       {TreeKind::kRootfs, TreeKind::kImages, TreeKind::kSeed, TreeKind::kFailed, TreeKind::kClone})
    RETURN_IF_ERROR(MakeDirectories(absl::StrCat(root, "/", DirectoryOf(kind))));
  return std::unique_ptr<Store>(new Store(cache, root, btrfs, notice));
}

Store::Store(std::string cache, std::string root, bool btrfs, std::string notice)
    : cache_(std::move(cache)), root_(std::move(root)), btrfs_(btrfs), notice_(std::move(notice)) {}

std::string Store::PathOf(TreeKind kind, absl::string_view name) const {
  return absl::StrCat(root_, "/", DirectoryOf(kind), "/", name);
}

// What the completeness mark of a sealed tree must say; empty for a tree that can never be
// complete.
std::string Store::Fingerprint(const std::string& path, absl::string_view manifest) const {
  std::error_code error;
  if (!fs::is_directory(path, error)) return "";
  std::string tree = "plain";
  if (btrfs_) {
    absl::StatusOr<std::string> fingerprint = SubvolumeFingerprint(path);
    if (!fingerprint.ok()) return "";
    tree = *fingerprint;
  }
  return absl::StrCat(tree, " ", Sha256(manifest), "\n");
}

bool Store::Exists(TreeKind kind, absl::string_view name) const {
  const std::string path = PathOf(kind, name);
  std::error_code error;
  if (kind == TreeKind::kClone) return fs::is_directory(path, error);
  const absl::StatusOr<std::string> manifest = ReadFile(path + kManifestSuffix);
  const absl::StatusOr<std::string> mark = ReadFile(path + kMarkSuffix);
  if (!manifest.ok() || !mark.ok()) return false;
  return !mark->empty() && *mark == Fingerprint(path, *manifest);
}

std::vector<std::string> Store::List(TreeKind kind) const {
  std::vector<std::string> names;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(PathOf(kind, ""), error)) {
    if (entry.is_directory(error)) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

absl::StatusOr<std::string> Store::Create(absl::string_view clone) {
  const std::string path = PathOf(TreeKind::kClone, clone);
  if (btrfs_) {
    RETURN_IF_ERROR(CreateSubvolume(path));
    return path;
  }
  std::error_code error;
  if (!fs::create_directory(path, error)) {
    if (error) return absl::InternalError(absl::StrCat(path, ": ", error.message()));
    return absl::AlreadyExistsError(absl::StrCat(path, ": exists"));
  }
  return path;
}

absl::Status Store::Copy(const std::string& from, const std::string& to, bool read_only) {
  if (btrfs_) return SnapshotSubvolume(from, to, read_only);
  SubprocessOptions options;
  options.timeout = absl::Minutes(20);
  return CheckedOutput({"cp", "-a", "--reflink=auto", from, to}, options).status();
}

absl::StatusOr<std::string> Store::Clone(TreeKind kind, absl::string_view name,
                                         absl::string_view clone) {
  if (!Exists(kind, name))
    return absl::NotFoundError(absl::StrCat(PathOf(kind, name), ": there is no complete tree"));
  const std::string path = PathOf(TreeKind::kClone, clone);
  std::error_code error;
  if (fs::exists(path, error)) return absl::AlreadyExistsError(absl::StrCat(path, ": exists"));
  RETURN_IF_ERROR(Copy(PathOf(kind, name), path, /*read_only=*/false));
  return path;
}

absl::Status Store::Seal(absl::string_view clone, TreeKind kind, absl::string_view name,
                         absl::string_view manifest) {
  if (kind == TreeKind::kClone) return absl::InvalidArgumentError("a clone is never sealed");
  if (Exists(kind, name)) return absl::OkStatus();  // Another process made the same meanwhile.
  RETURN_IF_ERROR(Remove(kind, name));
  const std::string path = PathOf(kind, name);
  RETURN_IF_ERROR(Copy(PathOf(TreeKind::kClone, clone), path, /*read_only=*/true));
  // The mark must not reach the disk before the tree.
  SyncFileSystem(root_);
  RETURN_IF_ERROR(WriteFile(path + kManifestSuffix, manifest));
  const std::string fingerprint = Fingerprint(path, manifest);
  if (fingerprint.empty()) return absl::InternalError(absl::StrCat(path, ": was not kept whole"));
  return WriteFile(path + kMarkSuffix, fingerprint);
}

absl::StatusOr<std::string> Store::Manifest(TreeKind kind, absl::string_view name) const {
  if (!Exists(kind, name))
    return absl::NotFoundError(absl::StrCat(PathOf(kind, name), ": there is no complete tree"));
  return ReadFile(PathOf(kind, name) + kManifestSuffix);
}

absl::Status Store::RemoveTree(const std::string& path) {
  if (!btrfs_) return RemoveAll(path);
  const absl::Status deleted = DeleteSubvolume(path);
  return absl::IsNotFound(deleted) ? absl::OkStatus() : deleted;
}

absl::Status Store::Remove(TreeKind kind, absl::string_view name) {
  const std::string path = PathOf(kind, name);
  if (name.empty() || absl::StrContains(name, "/"))
    return absl::InvalidArgumentError(absl::StrCat(path, ": no name of a tree"));
  // The mark first: a tree that is half removed is not complete.
  RETURN_IF_ERROR(RemoveAll(path + kMarkSuffix));
  RETURN_IF_ERROR(RemoveAll(path + kManifestSuffix));
  return RemoveTree(path);
}

}  // namespace drill
