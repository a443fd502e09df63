#include "harness/seed/image_tree.h"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <filesystem>
#include <memory>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/debian_suite.h"
#include "harness/base/file.h"
#include "harness/base/file_lock.h"
#include "harness/base/hash.h"
#include "harness/base/status_macros.h"
#include "harness/seed/mmdebstrap.h"

namespace drill {
namespace {

// Whatever changes what a list of packages turns into belongs here: it is part of the key.
const std::vector<std::string>& Recipe() {
  static const auto* const recipe = new std::vector<std::string>{
      "--quiet",
      "--variant=minbase",
      "--format=tar",
      "--dpkgopt=path-exclude=/usr/share/doc/*",
      "--dpkgopt=path-exclude=/usr/share/info/*",
      "--dpkgopt=path-exclude=/usr/share/locale/*",
      "--dpkgopt=path-exclude=/usr/share/man/*",
      "--dpkgopt=path-include=/usr/share/locale/locale.alias",
      // Services need their log directories, but not what installing them wrote there.
      R"(--customize-hook=find "$1/var/log" "$1/var/cache/debconf" -type f -delete)",
  };
  return *recipe;
}

std::vector<std::string> SortedPackages(const DebianImage& image) {
  const std::set<std::string> packages(image.packages().begin(), image.packages().end());
  return {packages.begin(), packages.end()};
}

bool IsPackageName(absl::string_view name) {
  return !name.empty() && std::isalnum(static_cast<unsigned char>(name[0])) &&
         std::all_of(name.begin(), name.end(), [](unsigned char c) {
           return std::islower(c) || std::isdigit(c) || c == '+' || c == '-' || c == '.';
         });
}

struct Tree {
  std::string reference;
  std::vector<std::string> packages;
  std::string tarball;
};

// What a killed harness left behind; the caller holds the tree's lock, so nobody is writing it.
void RemoveHalfMade(const std::string& working_directory) { (void)RemoveAll(working_directory); }

absl::Status MakeTree(const Tree& tree, const ImageTreeOptions& options) {
  const std::string work = absl::StrCat(tree.tarball, ".new");
  RemoveHalfMade(work);
  RETURN_IF_ERROR(MakeDirectories(absl::StrCat(work, "/tmp")));
  const std::string target = absl::StrCat(work, "/tree.tar");

  MmdebstrapOptions run;
  run.packages = tree.packages;
  run.recipe = Recipe();
  run.target = target;
  run.temporary_directory = absl::StrCat(work, "/tmp");
  run.limit = options.timeout;
  run.stop = options.stop;
  if (!options.program.empty()) run.program = options.program;
  absl::Status status = RunMmdebstrap(run);
  if (!status.ok()) {
    status =
        absl::Status(status.code(), absl::StrCat("image ", tree.reference, ": ", status.message()));
  } else {
    std::error_code error;
    std::filesystem::rename(target, tree.tarball, error);
    if (error) status = absl::InternalError(absl::StrCat(target, ": ", error.message()));
  }
  RemoveHalfMade(work);
  return status;
}

// Makes trees from a list that several threads share.
class Maker {
 public:
  Maker(std::vector<Tree> trees, const ImageTreeOptions& options)
      : trees_(std::move(trees)), options_(options) {}

  absl::Status Run() {
    std::vector<std::thread> threads;
    const int count = std::min<int>(std::max(options_.jobs, 1), static_cast<int>(trees_.size()));
    for (int i = 0; i < count; ++i) threads.emplace_back([this] { Work(); });
    for (std::thread& thread : threads) thread.join();
    return status_;
  }

 private:
  void Work() {
    for (size_t i = next_++; i < trees_.size() && !Failed(); i = next_++) {
      const absl::Status status = Ensure(trees_[i]);
      const std::lock_guard<std::mutex> lock(mutex_);
      if (status_.ok()) status_ = status;
    }
  }

  absl::Status Ensure(const Tree& tree) {
    LockWait wait;
    wait.stop = options_.stop;
    wait.waiting = [&](absl::string_view holder) {
      Say(absl::StrCat("image ", tree.reference, ": waiting for ", holder, ", which makes it"));
    };
    ASSIGN_OR_RETURN(const FileLock lock,
                     FileLock::Acquire(absl::StrCat(tree.tarball, ".lock"), wait));
    // Another process may have made it while this one waited.
    if (std::filesystem::exists(tree.tarball)) return absl::OkStatus();
    Say(absl::StrCat("image ", tree.reference, ": making its Debian tree"));
    return MakeTree(tree, options_);
  }

  bool Failed() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return !status_.ok();
  }

  void Say(absl::string_view line) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (options_.progress) options_.progress(line);
  }

  const std::vector<Tree> trees_;
  const ImageTreeOptions& options_;
  std::atomic<size_t> next_{0};
  std::mutex mutex_;
  absl::Status status_;
};

}  // namespace

absl::StatusOr<std::string> ImageTreeKey(const DebianImage& image) {
  const std::vector<std::string> packages = SortedPackages(image);
  for (const std::string& package : packages) {
    if (!IsPackageName(package))
      return absl::InvalidArgumentError(absl::StrCat("\"", package, "\" is no Debian package"));
  }
  return Sha256(absl::StrCat(kDebianSuite, "\n", absl::StrJoin(Recipe(), "\n"), "\n",
                             absl::StrJoin(packages, "\n")));
}

absl::StatusOr<std::map<std::string, std::string>> PrepareImageTrees(
    const Stack& stack, const ImageTreeOptions& options) {
  const std::string directory = absl::StrCat(options.cache_directory, "/images");
  RETURN_IF_ERROR(MakeDirectories(directory));
  std::map<std::string, std::string> tarballs;
  std::map<std::string, Tree> missing;
  for (const Image& image : stack.images()) {
    if (!image.has_debian()) continue;
    ASSIGN_OR_RETURN(const std::string key, ImageTreeKey(image.debian()));
    const std::string tarball = absl::StrCat(directory, "/", key, ".tar");
    tarballs[image.reference()] = tarball;
    if (!std::filesystem::exists(tarball))
      missing[key] = Tree{image.reference(), SortedPackages(image.debian()), tarball};
  }
  std::vector<Tree> trees;
  for (auto& [key, tree] : missing) trees.push_back(std::move(tree));
  if (!trees.empty()) RETURN_IF_ERROR(Maker(std::move(trees), options).Run());
  return tarballs;
}

}  // namespace drill
