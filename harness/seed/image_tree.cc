#include "harness/seed/image_tree.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/file_lock.h"
#include "harness/base/status_macros.h"
#include "harness/seed/debian_tree.h"
#include "harness/seed/npm_tree.h"
#include "harness/seed/seed_key.h"

namespace drill {
namespace {

struct Tree {
  std::string reference;
  std::string tarball;
  // What is made, for a person.
  std::string what;
  // Makes a tarball of its first argument's name, with the second for temporary files.
  std::function<absl::Status(const std::string&, const std::string&)> make;
};

// What a killed harness left behind; the caller holds the tree's lock, so nobody is writing it.
void RemoveHalfMade(const std::string& working_directory) { (void)RemoveAll(working_directory); }

absl::Status MakeTree(const Tree& tree) {
  const std::string work = absl::StrCat(tree.tarball, ".new");
  const std::string temporary = absl::StrCat(work, "/tmp");
  const std::string target = absl::StrCat(work, "/tree.tar");
  RemoveHalfMade(work);
  RETURN_IF_ERROR(MakeDirectories(temporary));
  absl::Status status = tree.make(target, temporary);
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
    Say(absl::StrCat("image ", tree.reference, ": making ", tree.what));
    return MakeTree(tree);
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

// A tree, whose tarball's place follows from its key.
struct KeyedTree {
  std::string key;
  Tree tree;
};

absl::StatusOr<KeyedTree> DebianTreeOf(const Image& image, const ImageTreeOptions& options) {
  ASSIGN_OR_RETURN(const std::string key, DebianTreeKey(image.debian()));
  const auto make = [&image, &options](const std::string& target, const std::string& temporary) {
    DebianTreeOptions debian;
    debian.target = target;
    debian.temporary_directory = temporary;
    debian.limit = options.timeout;
    debian.stop = options.stop;
    debian.program = options.program;
    return MakeDebianTree(image.debian(), debian);
  };
  return KeyedTree{key, {image.reference(), "", "its Debian tree", make}};
}

absl::StatusOr<KeyedTree> NpmTreeOf(const Image& image, const ImageTreeOptions& options) {
  const std::string directory = NpmPath(image.npm(), options.stack_directory);
  ASSIGN_OR_RETURN(const std::string key, NpmTreeKey(directory));
  const auto make = [directory, &options](const std::string& target, const std::string& temporary) {
    NpmTreeOptions npm;
    npm.directory = directory;
    npm.target = target;
    npm.temporary_directory = temporary;
    npm.limit = options.timeout;
    npm.stop = options.stop;
    if (!options.npm_program.empty()) npm.program = options.npm_program;
    return MakeNpmTree(npm);
  };
  return KeyedTree{key, {image.reference(), "", "the tree of its npm packages", make}};
}

}  // namespace

absl::StatusOr<std::map<std::string, std::string>> PrepareImageTrees(
    const Stack& stack, const ImageTreeOptions& options) {
  const std::string directory = absl::StrCat(options.cache_directory, "/images");
  RETURN_IF_ERROR(MakeDirectories(directory));
  std::map<std::string, std::string> tarballs;
  std::map<std::string, Tree> missing;
  for (const Image& image : stack.images()) {
    if (!image.has_debian() && !image.has_npm()) continue;
    ASSIGN_OR_RETURN(KeyedTree keyed,
                     image.has_npm() ? NpmTreeOf(image, options) : DebianTreeOf(image, options));
    keyed.tree.tarball = absl::StrCat(directory, "/", keyed.key, ".tar");
    tarballs[image.reference()] = keyed.tree.tarball;
    if (!std::filesystem::exists(keyed.tree.tarball)) missing[keyed.key] = std::move(keyed.tree);
  }
  std::vector<Tree> trees;
  for (auto& [key, tree] : missing) trees.push_back(std::move(tree));
  if (!trees.empty()) RETURN_IF_ERROR(Maker(std::move(trees), options).Run());
  return tarballs;
}

}  // namespace drill
