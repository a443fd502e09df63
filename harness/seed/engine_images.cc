#include "harness/seed/engine_images.h"

#include <fcntl.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "harness/base/descriptor.h"
#include "harness/base/shell_quote.h"
#include "harness/base/status_macros.h"
#include "harness/host/root_directory.h"
#include "harness/seed/lay_tree.h"
#include "harness/seed/seed_key.h"
#include "harness/seed/stack_blame.h"

namespace drill {
namespace {

// On the machine, for as long as images are made.
constexpr char kWorkbench[] = "/var/tmp/rollback-drill";
constexpr char kTarball[] = "/var/tmp/rollback-drill/image.tar";
constexpr absl::Duration kImportLimit = absl::Minutes(5);
constexpr absl::Duration kBuildLimit = absl::Minutes(20);

// Runs `command` while the file lies on the machine at kTarball.
absl::Status WithTarball(const std::string& step, const std::string& tarball,
                         const std::string& command, MachineWork& work) {
  ASSIGN_OR_RETURN(const RootDirectory root, work.host()->Root());
  RETURN_IF_ERROR(root.CopyAs(tarball, kTarball));
  RETURN_IF_ERROR(work.Run(step, command, "/", kImportLimit));
  return root.Remove(kTarball);
}

// The tree is the harness's own: where it cannot be imported, the machine is to blame.
absl::Status Import(const std::string& reference, const std::string& tarball, MachineWork& work) {
  const absl::Status imported =
      WithTarball(absl::StrCat("import image ", reference), tarball,
                  absl::StrCat("docker image import ", kTarball, " ", ShellQuote(reference)), work);
  return absl::IsInvalidArgument(imported) ? absl::InternalError(imported.message()) : imported;
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

bool IsBuilder(const Image& image) {
  return image.debian().builder() || image.npm().builder() || image.build().builder();
}

std::map<std::string, std::string> ByReference(const std::vector<SeedInput>& images) {
  std::map<std::string, std::string> digests;
  for (const SeedInput& image : images) digests[image.name()] = image.digest();
  return digests;
}

// Makes one image after the other.
class Maker {
 public:
  Maker(const LoadedStack& stack, const ImageWork& images, MachineWork& work,
        EngineContent* content)
      : stack_(stack),
        images_(images),
        work_(work),
        present_(ByReference(images.present.images)),
        content_(*content) {}

  absl::Status MakeAll() {
    absl::Status status;
    bool unchanged = true;
    for (int i = 0; i < stack_.stack.images_size(); ++i) {
      const Image& image = stack_.stack.images(i);
      const auto found = present_.find(image.reference());
      const bool same = found != present_.end() && found->second == images_.wanted[i].digest();
      unchanged = unchanged && same;
      const bool stands_alone = !image.has_build();
      const bool there = same && (unchanged || stands_alone);
      // After a failure nothing more is made, but images that are there and depend on no other are
      // kept.
      if (!there && !status.ok()) continue;
      if (!there) status = Make(image, i);
      if (there || status.ok()) content_.images.push_back(images_.wanted[i]);
    }
    if (status.ok()) return RemoveUnwanted();
    const std::map<std::string, std::string> held = ByReference(content_.images);
    for (const std::string& reference : Besides(held)) content_.others.push_back(reference);
    return status;
  }

 private:
  absl::Status Make(const Image& image, int index) {
    const std::string path = absl::StrCat("images[", index, "]");
    if (image.has_build()) return BlamedOnStack(stack_, path, Build(image));
    if (image.has_archive()) return BlamedOnStack(stack_, path, Load(image));
    const auto tarball = images_.tarballs.find(image.reference());
    if (tarball == images_.tarballs.end()) {
      return absl::InternalError(
          absl::StrCat("image ", image.reference(), ": no tree was prepared for it"));
    }
    return Import(image.reference(), tarball->second, work_);
  }

  absl::Status Build(const Image& image) {
    const std::string context = absl::StrCat(kWorkbench, "/context");
    ASSIGN_OR_RETURN(const RootDirectory root, work_.host()->Root());
    RETURN_IF_ERROR(root.Remove(context));
    ASSIGN_OR_RETURN(const Descriptor top, root.OpenPath("/", O_PATH | O_DIRECTORY));
    RETURN_IF_ERROR(
        LayTree(BuildContextPath(image.build(), stack_.directory), top.Path(), context));
    return work_.Run(absl::StrCat("build image ", image.reference()), BuildCommand(image), context,
                     kBuildLimit);
  }

  // An archive may hold other images than the one that is wanted.
  absl::Status Load(const Image& image) {
    RETURN_IF_ERROR(WithTarball(
        absl::StrCat("load image ", image.reference()), ArchivePath(image, stack_.directory),
        absl::StrCat("docker image load --quiet --input ", kTarball), work_));
    ASSIGN_OR_RETURN(const auto ids, ImageIds(work_));
    if (ids.count(image.reference()) != 0) return absl::OkStatus();
    return absl::InvalidArgumentError(absl::StrCat("image ", image.reference(), ": the archive ",
                                                   image.archive(), " holds none of this name"));
  }

  // References that the engine had before and that are not among `these`.
  std::set<std::string> Besides(const std::map<std::string, std::string>& these) const {
    std::set<std::string> besides(images_.present.others.begin(), images_.present.others.end());
    for (const auto& [reference, digest] : present_) besides.insert(reference);
    for (const auto& [reference, digest] : these) besides.erase(reference);
    return besides;
  }

  // Removes images of an earlier form of the stack, and images that lost their tag to a new one.
  absl::Status RemoveUnwanted() {
    if (images_.present.images.empty() && images_.present.others.empty()) return absl::OkStatus();
    std::vector<std::string> commands;
    for (const std::string& reference : Besides(ByReference(images_.wanted)))
      commands.push_back(absl::StrCat("docker image rm ", ShellQuote(reference)));
    commands.push_back("docker image prune --force");
    return work_.Run("remove images of earlier forms of the stack", absl::StrJoin(commands, " && "),
                     "/", kImportLimit);
  }

  const LoadedStack& stack_;
  const ImageWork& images_;
  MachineWork& work_;
  const std::map<std::string, std::string> present_;
  EngineContent& content_;
};

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

}  // namespace

absl::Status MakeEngineImages(const LoadedStack& stack, const ImageWork& images, MachineWork& work,
                              EngineContent* content) {
  ASSIGN_OR_RETURN(const RootDirectory root, work.host()->Root());
  RETURN_IF_ERROR(root.MakeDirectories(kWorkbench));
  const absl::Cleanup clear = [&root] { root.Remove(kWorkbench).IgnoreError(); };
  return Maker(stack, images, work, content).MakeAll();
}

absl::StatusOr<std::map<std::string, std::string>> KeepFinalImages(const Stack& stack,
                                                                   MachineWork& work) {
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
