#include "harness/seed/npm_tree.h"

#include <sys/stat.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/hash.h"
#include "harness/base/status_macros.h"
#include "harness/base/subprocess.h"

namespace drill {
namespace {

constexpr const char* kFiles[] = {"package.json", "package-lock.json"};

// Whatever changes what a lock file turns into belongs here: it is part of the key.
constexpr const char* kRecipe[] = {"ci", "--ignore-scripts", "--no-audit", "--no-fund"};

absl::Status CopyFiles(const std::string& from, const std::string& to) {
  for (const char* name : kFiles) {
    ASSIGN_OR_RETURN(const std::string content, ReadFile(absl::StrCat(from, "/", name)));
    RETURN_IF_ERROR(WriteFile(absl::StrCat(to, "/", name), content));
  }
  return absl::OkStatus();
}

// npm names what is wrong by a code: https://docs.npmjs.com/common-errors.
absl::Status Explain(const SubprocessResult& result, const NpmTreeOptions& options) {
  if (options.stop != nullptr && options.stop->stopped())
    return absl::CancelledError("stopped by the user");
  absl::Status failed = SubprocessError("npm ci", result);
  const std::string& said = result.stderr_content;
  if (absl::StrContains(said, "EUSAGE")) {
    return absl::InvalidArgumentError(
        absl::StrCat(options.directory,
                     ": package-lock.json is not that of package.json; write it with: npm install "
                     "--package-lock-only\n",
                     failed.message()));
  }
  if (absl::StrContains(said, "E404") || absl::StrContains(said, "ETARGET")) {
    return absl::InvalidArgumentError(absl::StrCat(
        options.directory, ": the registry does not have a package of package-lock.json\n",
        failed.message()));
  }
  return failed;
}

absl::Status Fetch(const std::string& tree, const NpmTreeOptions& options) {
  std::vector<std::string> command = options.program;
  command.insert(command.end(), std::begin(kRecipe), std::end(kRecipe));
  SubprocessOptions run;
  run.working_directory = tree;
  run.timeout = options.limit;
  run.stop = options.stop;
  // Nothing is left in the home of whoever runs the harness.
  run.env = {{"npm_config_cache", absl::StrCat(options.temporary_directory, "/cache")},
             {"npm_config_update_notifier", "false"}};
  const absl::StatusOr<SubprocessResult> result = RunSubprocess(command, run);
  if (absl::IsNotFound(result.status())) {
    return absl::FailedPreconditionError(
        "there is no npm on this machine, which fetches the packages; install it with: apt-get "
        "install npm");
  }
  RETURN_IF_ERROR(result.status());
  return result->succeeded() ? absl::OkStatus() : Explain(*result, options);
}

absl::Status Pack(const std::string& tree, const NpmTreeOptions& options) {
  SubprocessOptions run;
  run.timeout = options.limit;
  run.stop = options.stop;
  return CheckedOutput(
             {"tar", "--create", "--sort=name", "--owner=0", "--group=0", "--numeric-owner",
              "--mtime=@0", "--file", options.target, "--directory", tree, "."},
             run)
      .status();
}

}  // namespace

absl::StatusOr<std::string> NpmTreeKey(const std::string& directory) {
  std::string inputs = "npm";
  for (const char* word : kRecipe) absl::StrAppend(&inputs, " ", word);
  for (const char* name : kFiles) {
    ASSIGN_OR_RETURN(const std::string content, ReadFile(absl::StrCat(directory, "/", name)));
    absl::StrAppend(&inputs, "\n", Sha256(content));
  }
  return Sha256(inputs);
}

absl::Status MakeNpmTree(const NpmTreeOptions& options) {
  const std::string tree = absl::StrCat(options.temporary_directory, "/tree");
  RETURN_IF_ERROR(MakeDirectories(tree));
  // It becomes the image's "/", which everybody may enter.
  if (chmod(tree.c_str(), 0755) != 0) return absl::ErrnoToStatus(errno, tree);
  RETURN_IF_ERROR(CopyFiles(options.directory, tree));
  RETURN_IF_ERROR(Fetch(tree, options));
  return Pack(tree, options);
}

}  // namespace drill
