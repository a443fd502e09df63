#include "harness/seed/debian_tree.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/debian_suite.h"
#include "harness/base/hash.h"
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

}  // namespace

absl::StatusOr<std::string> DebianTreeKey(const DebianImage& image) {
  const std::vector<std::string> packages = SortedPackages(image);
  for (const std::string& package : packages) {
    if (!IsPackageName(package))
      return absl::InvalidArgumentError(absl::StrCat("\"", package, "\" is no Debian package"));
  }
  return Sha256(absl::StrCat(kDebianSuite, "\n", absl::StrJoin(Recipe(), "\n"), "\n",
                             absl::StrJoin(packages, "\n")));
}

absl::Status MakeDebianTree(const DebianImage& image, const DebianTreeOptions& options) {
  MmdebstrapOptions run;
  run.packages = SortedPackages(image);
  run.recipe = Recipe();
  run.target = options.target;
  run.temporary_directory = options.temporary_directory;
  run.limit = options.limit;
  run.stop = options.stop;
  if (!options.program.empty()) run.program = options.program;
  return RunMmdebstrap(run);
}

}  // namespace drill
