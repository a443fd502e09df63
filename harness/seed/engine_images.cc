#include "harness/seed/engine_images.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "harness/base/file.h"
#include "harness/base/shell_quote.h"
#include "harness/base/status_macros.h"
#include "harness/seed/lay_tree.h"
#include "harness/seed/seed_key.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

// On the machine, for as long as images are made.
constexpr char kWorkbench[] = "/var/tmp/rollback-drill";
constexpr char kTarball[] = "/var/tmp/rollback-drill/image.tar";
constexpr absl::Duration kImportLimit = absl::Minutes(5);
constexpr absl::Duration kBuildLimit = absl::Minutes(20);

// Runs `command` while the file lies on the machine at kTarball.
absl::Status WithTarball(const std::string& step, const std::string& tarball,
                         const std::string& command, MachineWork& work) {
  const std::string copy = work.host()->PathOnMachine(kTarball);
  std::error_code error;
  fs::copy_file(tarball, copy, fs::copy_options::overwrite_existing, error);
  if (error) return absl::InternalError(absl::StrCat(tarball, " to ", copy, ": ", error.message()));
  RETURN_IF_ERROR(work.Run(step, command, "/", kImportLimit));
  return RemoveAll(copy);
}

absl::Status Import(const std::string& reference, const std::string& tarball, MachineWork& work) {
  return WithTarball(absl::StrCat("import image ", reference), tarball,
                     absl::StrCat("docker image import ", kTarball, " ", ShellQuote(reference)),
                     work);
}

// Whether it held the wanted reference shows when the engine's images are listed.
absl::Status Load(const Image& image, const std::string& stack_directory, MachineWork& work) {
  return WithTarball(absl::StrCat("load image ", image.reference()),
                     ArchivePath(image, stack_directory),
                     absl::StrCat("docker image load --quiet --input ", kTarball), work);
}

// The engine's own builder: BuildKit is a plugin that Debian does not have.
std::string BuildCommand(const Image& image) {
  std::vector<std::string> words = {
      "DOCKER_BUILDKIT=0 docker image build --network=none --force-rm", "--tag",
      ShellQuote(image.reference())};
  // A map has no order of its own.
  const std::map<std::string, std::string> args(image.build().args().begin(),
                                                image.build().args().end());
  for (const auto& [name, value] : args)
    words.push_back(absl::StrCat("--build-arg ", ShellQuote(absl::StrCat(name, "=", value))));
  if (!image.build().dockerfile().empty())
    words.push_back(absl::StrCat("--file ", ShellQuote(image.build().dockerfile())));
  words.push_back(".");
  return absl::StrJoin(words, " ");
}

absl::Status Build(const Image& image, const std::string& stack_directory, MachineWork& work) {
  const std::string context = absl::StrCat(kWorkbench, "/context");
  RETURN_IF_ERROR(RemoveAll(work.host()->PathOnMachine(context)));
  RETURN_IF_ERROR(LayTree(BuildContextPath(image.build(), stack_directory),
                          work.host()->PathOnMachine("/"), context));
  return work.Run(absl::StrCat("build image ", image.reference()), BuildCommand(image), context,
                  kBuildLimit);
}

absl::Status MakeImage(const Image& image, const std::string& stack_directory,
                       const std::map<std::string, std::string>& tarballs, MachineWork& work) {
  if (image.has_build()) return Build(image, stack_directory, work);
  if (image.has_archive()) return Load(image, stack_directory, work);
  const auto tarball = tarballs.find(image.reference());
  if (tarball == tarballs.end())
    return absl::InvalidArgumentError(
        absl::StrCat("image ", image.reference(), ": no tree was prepared for it"));
  return Import(image.reference(), tarball->second, work);
}

bool IsBuilder(const Image& image) {
  return image.has_debian() ? image.debian().builder() : image.build().builder();
}

// Builders go, and with them the stages that were built from them.
absl::Status RemoveBuilders(const Stack& stack, MachineWork& work) {
  std::vector<std::string> commands;
  for (const Image& image : stack.images()) {
    if (IsBuilder(image))
      commands.push_back(absl::StrCat("docker image rm ", ShellQuote(image.reference())));
  }
  if (commands.empty()) return absl::OkStatus();
  // Those built last first, and before them the untagged stages: an image with children stays.
  commands.push_back("docker image prune --force");
  std::reverse(commands.begin(), commands.end());
  commands.push_back("docker image prune --force");
  return work.Run("remove builder images", absl::StrJoin(commands, " && "), "/", kImportLimit);
}

absl::StatusOr<std::map<std::string, std::string>> ImageIds(MachineWork& work) {
  ASSIGN_OR_RETURN(const SubprocessResult listed,
                   work.host()->Exec({"docker", "image", "ls", "--no-trunc", "--format",
                                      "{{.Repository}}:{{.Tag}} {{.ID}}"},
                                     {}));
  if (!listed.succeeded()) return SubprocessError("docker image ls", listed);
  std::map<std::string, std::string> ids;
  for (absl::string_view line : absl::StrSplit(listed.stdout_content, '\n', absl::SkipEmpty())) {
    const std::pair<std::string, std::string> entry = absl::StrSplit(line, absl::MaxSplits(' ', 1));
    ids.insert(entry);
  }
  return ids;
}

}  // namespace

absl::StatusOr<std::map<std::string, std::string>> MakeEngineImages(
    const Stack& stack, const std::string& stack_directory,
    const std::map<std::string, std::string>& tarballs, MachineWork& work) {
  const std::string workbench = work.host()->PathOnMachine(kWorkbench);
  RETURN_IF_ERROR(MakeDirectories(workbench));
  const absl::Cleanup clear = [&workbench] { (void)RemoveAll(workbench); };
  for (const Image& image : stack.images())
    RETURN_IF_ERROR(MakeImage(image, stack_directory, tarballs, work));
  RETURN_IF_ERROR(RemoveBuilders(stack, work));
  ASSIGN_OR_RETURN(const auto present, ImageIds(work));
  std::map<std::string, std::string> ids;
  for (const Image& image : stack.images()) {
    if (IsBuilder(image)) continue;
    const auto found = present.find(image.reference());
    if (found == present.end())
      return absl::InternalError(
          absl::StrCat("image ", image.reference(), ": was made, but the engine does not have it"));
    ids.insert(*found);
  }
  return ids;
}

}  // namespace drill
