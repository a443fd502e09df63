#include "harness/twin/files_portrait.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "harness/base/at_or_below.h"
#include "harness/base/status_macros.h"
#include "harness/host/mark_file.h"
#include "harness/host/root_directory.h"
#include "harness/twin/changed_files.h"
#include "harness/twin/container_names.h"
#include "harness/twin/engine_answers.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

using nlohmann::json;

constexpr const char* kNotOnDisk[] = {"/proc", "/sys", "/dev", "/run"};
constexpr char kContainerd[] = "/var/lib/containerd";

// The engine gives a volume that nobody named 64 hexadecimal digits.
bool HasName(const std::string& volume) {
  constexpr size_t kDigits = 64;
  return volume.size() != kDigits ||
         !std::all_of(volume.begin(), volume.end(), [](char c) { return absl::ascii_isxdigit(c); });
}

// How the engine marks in a container's layer what it deleted of its image.
bool IsDeletion(const FileState& state) {
  return state.kind() == "device" && state.contents() == "0:0";
}

// Volumes have names, or belong to the place where a container has them. One without either is
// nobody's: only that it is there is told, by the engine.
std::map<std::string, std::string> VolumeDirectories(const EngineAnswers& engine) {
  std::map<std::string, std::string> directories;
  for (const json& container : engine.containers) {
    for (const json& mount : container.value("Mounts", json::array())) {
      const std::string name = AnswerText(mount, "/Name");
      if (AnswerText(mount, "/Type") != "volume") continue;
      directories[HasName(name) ? absl::StrCat("volume ", name)
                                : absl::StrCat("volume of ", ContainerName(container), " at ",
                                               AnswerText(mount, "/Destination"))] =
          AnswerText(mount, "/Source");
    }
  }
  for (const json& volume : engine.volumes) {
    const std::string name = AnswerText(volume, "/Name");
    if (HasName(name))
      directories[absl::StrCat("volume ", name)] = AnswerText(volume, "/Mountpoint");
  }
  return directories;
}

class FilesPainter {
 public:
  FilesPainter(const MachineFiles& files, Portrait* portrait)
      : files_(files), portrait_(portrait), painter_(FILES, portrait) {}

  absl::Status Open(const DrillHost& host) {
    ASSIGN_OR_RETURN(RootDirectory seed, RootDirectory::Open(files_.seed_tree));
    ASSIGN_OR_RETURN(RootDirectory tree, RootDirectory::Open(files_.tree));
    ASSIGN_OR_RETURN(RootDirectory live, host.Root());
    seed_.emplace(std::move(seed));
    tree_.emplace(std::move(tree));
    live_.emplace(std::move(live));
    ASSIGN_OR_RETURN(const Descriptor root, live_->OpenPath("/", O_PATH));
    struct stat found = {};
    // The owner of / gives the offset by which the host's user ids are shifted on this machine.
    if (fstat(root.get(), &found) == 0) live_owner_ = found.st_uid;
    return absl::OkStatus();
  }

  void Machine(std::vector<std::string> left_out) {
    left_out.insert(left_out.end(), std::begin(kNotOnDisk), std::end(kNotOnDisk));
    left_out.push_back(kMarkFile);
    std::vector<std::string> with_disks = left_out;
    with_disks.insert(with_disks.end(), files_.disks.begin(), files_.disks.end());
    Area("", "/", "/", with_disks);
    for (const std::string& disk : files_.disks) Area("", disk, disk, left_out);
  }

  // Compares all volumes, those included that exist only in the seed.
  void Volumes(const EngineAnswers& engine) {
    const std::map<std::string, std::string> found = VolumeDirectories(engine);
    portrait_->mutable_volume_directories()->insert(found.begin(), found.end());
    const std::map<std::string, std::string>& were =
        files_.seed_volumes.empty() ? found : files_.seed_volumes;
    std::set<std::string> areas;
    for (const auto& entry : found) areas.insert(entry.first);
    for (const auto& entry : were) areas.insert(entry.first);
    for (const std::string& area : areas) {
      const auto was = were.find(area);
      const auto is = found.find(area);
      Area(area, was == were.end() ? "" : was->second, is == found.end() ? "" : is->second, {});
    }
  }

  void Layer(const json& container) {
    const std::string name = ContainerName(container);
    const std::string upper = AnswerText(container, "/GraphDriver/Data/UpperDir");
    if (upper.empty())
      return painter_.NeverObserved(absl::StrCat(name, ": its own layer"),
                                    "the engine keeps it where it cannot be read");
    ChangedFilesOptions options;
    options.first_owner_after = OwnerOf(upper);
    Add(name, "", [&]() -> absl::StatusOr<FileComparison> {
      ASSIGN_OR_RETURN(const Descriptor layer, After(upper));
      ASSIGN_OR_RETURN(FileComparison compared, CompareFiles(Descriptor(), layer, options));
      compared.changes =
          OfLayer(std::move(compared.changes), AnswerText(container, "/GraphDriver/Data/LowerDir"));
      return compared;
    }());
  }

  // What the container itself asks for names. The engine keeps these files outside the layer, and
  // writes them anew whenever the container starts; of one that was stopped they are as they were.
  // With the machine's own network a container has the machine's own files.
  void Names(const json& container) {
    if (AnswerText(container, "/HostConfig/NetworkMode") == "host") return;
    const std::string name = ContainerName(container);
    Painter painter(ENGINE, portrait_);
    if (const auto hosts = ReadOf(container, "/HostsPath", painter))
      painter.Field(name, "hosts file", AddedHosts(*hosts, container));
    if (const auto resolver = ReadOf(container, "/ResolvConfPath", painter))
      painter.Field(name, "name servers asked", Resolver(*resolver));
  }

 private:
  bool IsOnDisk(const std::string& path) const { return IsAtOrBelowOneOf(path, files_.disks); }
  uid_t OwnerOf(const std::string& path) const { return IsOnDisk(path) ? live_owner_ : 0; }

  // A file that the engine names; nothing where it names none, or where the container has gone
  // meanwhile.
  std::optional<std::string> ReadOf(const json& container, const std::string& key,
                                    Painter& painter) const {
    const std::string path = AnswerText(container, key);
    if (path.empty()) return std::nullopt;
    absl::StatusOr<std::string> text = live_->Read(path);
    if (text.ok()) return *std::move(text);
    if (!absl::IsNotFound(text.status()))
      painter.NotObserved(absl::StrCat(ContainerName(container), ": its names"),
                          text.status().message());
    return std::nullopt;
  }

  absl::StatusOr<Descriptor> After(const std::string& path) const {
    return (IsOnDisk(path) ? *live_ : *tree_).OpenPath(path, O_RDONLY | O_DIRECTORY);
  }

  // `was` and `is` are the area's directories in the seed and now; empty where it does not exist.
  void Area(const std::string& area, const std::string& was, const std::string& is,
            const std::vector<std::string>& left_out) {
    const std::string prefix = area.empty() && is != "/" ? is : "";
    ChangedFilesOptions options;
    options.leave_out = [&](const std::string& path) {
      return IsAtOrBelowOneOf(prefix + path, left_out);
    };
    options.first_owner_after = OwnerOf(is);
    options.come_since = files_.fault_ended;
    Add(area, prefix, [&]() -> absl::StatusOr<FileComparison> {
      Descriptor before, after;
      if (!was.empty()) {
        absl::StatusOr<Descriptor> opened = seed_->OpenPath(was, O_RDONLY | O_DIRECTORY);
        // A volume that was made after the seed is not found there.
        if (!opened.ok() && !absl::IsNotFound(opened.status())) return opened.status();
        if (opened.ok()) before = *std::move(opened);
      }
      if (!is.empty()) {
        ASSIGN_OR_RETURN(after, After(is));
      }
      return CompareFiles(before, after, options);
    }());
  }

  // What a container wrote is its own; directories stand there only for what is in them.
  std::vector<FileChange> OfLayer(std::vector<FileChange> changes,
                                  const std::string& lower_directories) const {
    std::vector<FileChange> own;
    for (FileChange& change : changes) {
      if (change.after().kind() == "directory") continue;
      if (IsDeletion(change.after())) {
        change.mutable_after()->Clear();
        change.mutable_after()->set_kind("deleted");
      }
      change.set_covers(IsInImage(lower_directories, change.path()));
      own.push_back(std::move(change));
    }
    return own;
  }

  bool IsInImage(const std::string& lower_directories, const std::string& path) const {
    for (const absl::string_view lower : absl::StrSplit(lower_directories, ':', absl::SkipEmpty()))
      if (tree_->OpenPath(absl::StrCat(lower, path), O_PATH | O_NOFOLLOW).ok()) return true;
    return false;
  }

  void Add(const std::string& area, const std::string& prefix,
           absl::StatusOr<FileComparison> compared) {
    if (!compared.ok())
      return painter_.NotObserved(
          area.empty() ? "the machine's files" : absl::StrCat("the files of ", area),
          compared.status().message());
    portrait_->set_files_compared(portrait_->files_compared() + compared->compared);
    for (FileChange& change : compared->changes) {
      change.set_area(area);
      change.set_path(prefix + change.path());
      *portrait_->add_files() = std::move(change);
    }
  }

  const MachineFiles& files_;
  Portrait* const portrait_;
  Painter painter_;
  std::optional<RootDirectory> seed_;
  std::optional<RootDirectory> tree_;
  // As the machine itself sees its files, with what is mounted over them.
  std::optional<RootDirectory> live_;
  uid_t live_owner_ = 0;
};

}  // namespace

void PaintFiles(const DrillHost& host, const EngineAnswers& engine, const MachineFiles& files,
                Portrait* portrait) {
  FilesPainter painter(files, portrait);
  const absl::Status opened = painter.Open(host);
  if (!opened.ok())
    return Painter(FILES, portrait).NotObserved("the machine's files", opened.message());
  painter.Machine({AnswerText(engine.info, "/DockerRootDir"), kContainerd});
  painter.Volumes(engine);
  for (const json& container : engine.containers) {
    painter.Layer(container);
    painter.Names(container);
  }
}

}  // namespace drill
