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
#include "harness/host/pool_room.h"
#include "re2/re2.h"

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

// The form that a mark has; a later version of this program writes another one.
bool IsOurMark(absl::string_view mark) {
  static const auto* const kForm = new RE2("(plain|[0-9a-f]{32} [0-9]+) [0-9a-f]{64}\n");
  return RE2::FullMatch(re2::StringPiece(mark.data(), mark.size()), *kForm);
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
  std::unique_ptr<Store> store(new Store(cache, root, btrfs, notice));
  for (TreeKind kind :
       {TreeKind::kRootfs, TreeKind::kImages, TreeKind::kSeed, TreeKind::kFailed, TreeKind::kClone})
    RETURN_IF_ERROR(store->Explain(MakeDirectories(absl::StrCat(root, "/", DirectoryOf(kind)))));
  return store;
}

Store::Store(std::string cache, std::string root, bool btrfs, std::string notice)
    : cache_(std::move(cache)), root_(std::move(root)), btrfs_(btrfs), notice_(std::move(notice)) {}

std::string Store::PathOf(TreeKind kind, absl::string_view name) const {
  return absl::StrCat(root_, "/", DirectoryOf(kind), "/", name);
}

absl::Status Store::CheckRoom() const { return CheckFreeRoom(cache_, kLeastFree); }

absl::Status Store::Explain(absl::Status failure) const {
  if (failure.ok() || !SaysIoFailed(failure)) return failure;
  const absl::Status room = CheckRoom();
  if (!room.ok())
    return absl::Status(room.code(), absl::StrCat(failure.message(), "; ", room.message()));
  const std::string damage = btrfs_ ? PoolDamage(root_) : "";
  if (damage.empty()) return failure;
  return absl::DataLossError(absl::StrCat(
      failure.message(), "; the pool ", cache_, "/pool.img holds damaged blocks (", damage,
      "). What can be read of it stays; to have it made anew, remove the file"));
}

// The text that the completeness mark of a sealed tree must hold. NotFound for a tree that can
// never be complete, Unavailable for one that cannot be read.
absl::StatusOr<std::string> Store::Fingerprint(const std::string& path,
                                               absl::string_view manifest) const {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    if (error && error != std::errc::no_such_file_or_directory)
      return absl::UnavailableError(absl::StrCat(path, ": ", error.message()));
    return absl::NotFoundError(absl::StrCat(path, ": there is no such tree"));
  }
  std::string tree = "plain";
  if (btrfs_) {
    absl::StatusOr<std::string> fingerprint = SubvolumeFingerprint(path);
    if (absl::IsInternal(fingerprint.status()))
      return absl::UnavailableError(fingerprint.status().message());
    if (!fingerprint.ok()) return absl::NotFoundError(fingerprint.status().message());
    tree = *fingerprint;
  }
  return absl::StrCat(tree, " ", Sha256(manifest), "\n");
}

absl::Status Store::Check(TreeKind kind, absl::string_view name) const {
  const std::string path = PathOf(kind, name);
  std::error_code error;
  if (kind == TreeKind::kClone) {
    if (fs::is_directory(path, error)) return absl::OkStatus();
    return absl::NotFoundError(absl::StrCat(path, ": there is no clone"));
  }
  const absl::StatusOr<std::string> mark = ReadFile(path + kMarkSuffix);
  const absl::StatusOr<std::string> manifest = ReadFile(path + kManifestSuffix);
  for (const absl::Status& read : {mark.status(), manifest.status()}) {
    if (absl::IsNotFound(read))
      return absl::NotFoundError(absl::StrCat(path, ": there is no complete tree"));
    if (!read.ok()) return Explain(absl::UnavailableError(read.message()));
  }
  if (!mark->empty() && !IsOurMark(*mark)) {
    return absl::UnimplementedError(
        absl::StrCat(path, ": was kept by another version of this program, and is left alone"));
  }
  const absl::StatusOr<std::string> fingerprint = Fingerprint(path, *manifest);
  if (!fingerprint.ok()) return Explain(fingerprint.status());
  if (*mark == *fingerprint) return absl::OkStatus();
  return absl::NotFoundError(absl::StrCat(path, ": is not complete, or was changed"));
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
    RETURN_IF_ERROR(Explain(CreateSubvolume(path)));
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
  RETURN_IF_ERROR(Check(kind, name));
  const std::string path = PathOf(TreeKind::kClone, clone);
  std::error_code error;
  if (fs::exists(path, error)) return absl::AlreadyExistsError(absl::StrCat(path, ": exists"));
  RETURN_IF_ERROR(Explain(Copy(PathOf(kind, name), path, /*read_only=*/false)));
  return path;
}

absl::Status Store::Seal(absl::string_view clone, TreeKind kind, absl::string_view name,
                         absl::string_view manifest) {
  if (kind == TreeKind::kClone) return absl::InvalidArgumentError("a clone is never sealed");
  const absl::Status there = Check(kind, name);
  if (!absl::IsNotFound(there)) return there;  // Another process may have made the same meanwhile.
  RETURN_IF_ERROR(Remove(kind, name));
  const std::string path = PathOf(kind, name);
  RETURN_IF_ERROR(Explain(Copy(PathOf(TreeKind::kClone, clone), path, /*read_only=*/true)));
  // The mark must not reach the disk before the tree.
  SyncFileSystem(root_);
  RETURN_IF_ERROR(WriteFile(path + kManifestSuffix, manifest));
  ASSIGN_OR_RETURN(const std::string fingerprint, Fingerprint(path, manifest));
  return Explain(WriteFile(path + kMarkSuffix, fingerprint));
}

absl::StatusOr<std::string> Store::Manifest(TreeKind kind, absl::string_view name) const {
  RETURN_IF_ERROR(Check(kind, name));
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
