#include "harness/seed/seed_key.h"

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/hash.h"
#include "harness/base/status_macros.h"
#include "harness/seed/tree_listing.h"
#include "harness/stack/image_tree.h"
#include "harness/stack/stack_base.h"

namespace drill {
namespace {

// To be raised whenever the seed builder does something else with the same inputs.
constexpr char kFormat[] = "1";

SeedInput Input(std::string name, std::string digest) {
  SeedInput input;
  input.set_name(std::move(name));
  input.set_digest(std::move(digest));
  return input;
}

}  // namespace

std::vector<std::string> HostTreePaths(const Stack& stack, const std::string& stack_directory) {
  std::vector<std::string> paths;
  for (const std::string& tree : HostTrees(stack, stack_directory))
    paths.push_back(absl::StrCat(stack_directory, "/", tree));
  return paths;
}

std::string BuildContextPath(const DockerBuild& build, const std::string& stack_directory) {
  return absl::StrCat(stack_directory, "/", build.context());
}

std::string ArchivePath(const Image& image, const std::string& stack_directory) {
  return absl::StrCat(stack_directory, "/", image.archive());
}

absl::StatusOr<std::vector<SeedInput>> SeedInputs(const Stack& stack, const std::string& stack_file,
                                                  absl::string_view rootfs_key) {
  const std::string directory = std::filesystem::path(stack_file).parent_path().string();
  ASSIGN_OR_RETURN(const std::string text, ReadFile(stack_file));
  std::vector<SeedInput> inputs;
  inputs.push_back(Input("format", Sha256(kFormat)));
  inputs.push_back(Input("machine", Sha256(rootfs_key)));
  inputs.push_back(Input("stack.textproto", Sha256(text)));
  if (!stack.base().empty()) {
    ASSIGN_OR_RETURN(const std::string base,
                     ReadFile(absl::StrCat(directory, "/", stack.base(), "/stack.textproto")));
    inputs.push_back(Input("stack.textproto of the base", Sha256(base)));
  }
  for (const std::string& tree : HostTreePaths(stack, directory)) {
    ASSIGN_OR_RETURN(std::string digest, TreeDigest(tree));
    inputs.push_back(Input("host tree", std::move(digest)));
  }
  for (const Image& image : stack.images()) {
    if (image.has_debian()) {
      ASSIGN_OR_RETURN(std::string key, ImageTreeKey(image.debian()));
      inputs.push_back(Input(absl::StrCat("packages of ", image.reference()), std::move(key)));
    } else if (image.has_build()) {
      ASSIGN_OR_RETURN(std::string digest, TreeDigest(BuildContextPath(image.build(), directory)));
      inputs.push_back(
          Input(absl::StrCat("build context of ", image.reference()), std::move(digest)));
    } else if (image.has_archive()) {
      ASSIGN_OR_RETURN(std::string digest, Sha256OfFile(ArchivePath(image, directory)));
      inputs.push_back(Input(absl::StrCat("archive of ", image.reference()), std::move(digest)));
    }
  }
  return inputs;
}

std::string SeedKey(const std::vector<SeedInput>& inputs) {
  std::string summary;
  for (const SeedInput& input : inputs)
    absl::StrAppend(&summary, Sha256(input.name()), " ", input.digest(), "\n");
  return Sha256(summary);
}

}  // namespace drill
