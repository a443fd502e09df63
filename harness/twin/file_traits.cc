#include "harness/twin/file_traits.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/twin/acting_file.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

// Area and path.
using FileName = std::pair<std::string, std::string>;
using Changes = std::map<FileName, const FileChange*>;

// Lines are added to it, and nobody acts by them.
bool IsLog(const std::string& path) {
  return absl::EndsWith(path, ".log") || absl::EndsWith(path, "_history") ||
         absl::StrContains(path, "/logs/") || absl::StrContains(path, "/log/");
}

// Programs note there for themselves what they met or were told. Of a checkout that is where git
// has been, and when it looked at which file; what is checked out, the branches and the settings
// are not.
bool IsNotebook(const std::string& path) {
  constexpr const char* kNotebooks[] = {
      "/known_hosts",     "/known_hosts.old",    "_history",    "/.lesshst",
      "/.viminfo",        "/.wget-hsts",         "/.git/index", "/.git/ORIG_HEAD",
      "/.git/FETCH_HEAD", "/.git/COMMIT_EDITMSG"};
  return absl::StrContains(path, "/.git/logs/") ||
         std::any_of(std::begin(kNotebooks), std::end(kNotebooks),
                     [&path](const char* end) { return absl::EndsWith(path, end); });
}

// What lies there is made again when it is missing, or is meant to go at any time: the file system
// hierarchy standard says so of these directories, and the desktop's base directories of .cache.
bool IsDisposable(const FileName& name) {
  return name.first.empty() &&
         (absl::StartsWith(name.second, "/tmp/") || absl::StartsWith(name.second, "/var/cache/") ||
          absl::StrContains(name.second, "/.cache/"));
}

bool IsOfContainer(const std::string& area) { return absl::StartsWith(area, "container "); }

std::string ObjectOf(const FileName& name) {
  return absl::StrCat(name.first.empty() ? "file " : absl::StrCat(name.first, ": "), name.second);
}

// The volumes that are a service's store: it writes them by itself, also where nobody asks for
// anything.
std::set<std::string> Stores(const Portrait& left_alone) {
  std::set<std::string> stores;
  for (const FileChange& change : left_alone.files())
    if (absl::StartsWith(change.area(), "volume ")) stores.insert(change.area());
  return stores;
}

// Of a file in a numbered row, such as "00000007" of a write-ahead log: the directory that the row
// stands in, and the number, which sorts as text since it begins with zeros. Nothing for other
// names.
std::optional<std::pair<std::string, std::string>> Segment(const FileName& name) {
  constexpr size_t kDigits = 6;
  const size_t slash = name.second.rfind('/');
  const std::string number = name.second.substr(slash + 1);
  if (slash == std::string::npos || number.size() < kDigits || number[0] != '0' ||
      !std::all_of(number.begin(), number.end(), [](char c) { return absl::ascii_isdigit(c); })) {
    return std::nullopt;
  }
  return std::make_pair(absl::StrCat(name.first, " ", name.second.substr(0, slash)), number);
}

// Where a row of segments stands, and the newest of those that a machine has made since the seed.
std::map<std::string, std::string> NewestSegments(const Changes& changes) {
  std::map<std::string, std::string> newest;
  for (const auto& [name, change] : changes) {
    const auto segment = Segment(name);
    if (segment && !change->after().kind().empty())
      newest[segment->first] = std::max(newest[segment->first], segment->second);
  }
  return newest;
}

// Files of stores that are not there on one of the machines, where a service goes on with a later
// one of the same row: it takes old ones away by itself, and the machines' seed may be of any age.
std::set<FileName> RotatedAway(const std::vector<Changes>& machines, const Changes& all,
                               const std::set<std::string>& stores) {
  std::set<FileName> rotated;
  for (const Changes& changes : machines) {
    std::map<std::string, std::string> newest = NewestSegments(changes);
    for (const auto& [name, any] : all) {
      const auto segment = Segment(name);
      if (!segment || stores.count(name.first) == 0) continue;
      const auto own = changes.find(name);
      const FileState& now = own == changes.end() ? any->before() : own->second->after();
      if (now.kind().empty() && segment->second < newest[segment->first]) rotated.insert(name);
    }
  }
  return rotated;
}

struct Weights {
  Weight object = NEW_IS_TOLD;
  Weight fields = ACTS;
  Weight contents = ACTS;
};

// What is known of a file beside the change itself.
struct Standing {
  bool in_store = false;
  bool rotated = false;
  // What it means is compared by itself.
  bool is_compose_file = false;
  bool acts = false;
};

Weights WeightsOf(const FileName& name, const FileChange& change, const Standing& standing) {
  Weights weights;
  const bool owners = RunsAsItsOwner(change.after());
  if (standing.rotated || IsNotebook(name.second) || (IsDisposable(name) && !owners))
    return {TOLD, TOLD, TOLD};
  if (IsOfContainer(name.first)) {
    const Weight weight = change.covers() ? ACTS : TOLD;
    return {weight, weight, weight};
  }
  if (standing.acts || change.is_read() || owners) weights.object = ACTS;
  // What a log has lost is told by itself, see PaintLoss().
  if (standing.in_store || standing.is_compose_file || IsLog(name.second)) weights.contents = TOLD;
  return weights;
}

void Paint(const FileName& name, const FileState& state, const Weights& weights,
           Portrait* portrait) {
  if (state.kind().empty()) return;
  Painter painter(FILES, portrait);
  const std::string object = ObjectOf(name);
  painter.Object(object, weights.object);
  painter.Field(object, "kind", state.kind(), weights.fields);
  painter.Field(object, "mode", state.mode(), weights.fields);
  painter.Field(object, "owner", state.owner(), weights.fields);
  painter.Field(object, "attributes", state.attributes(), weights.fields);
  if (state.statements().empty())
    return painter.Field(object, "contents", state.contents(), weights.contents);
  // Comments in a file of variables mean nothing: its statements are what it holds.
  painter.Field(object, "contents", state.statements(), weights.contents);
  painter.Field(object, "with comments", state.contents(), TOLD);
}

// A log that was emptied, or written anew. Its contents differ between any two machines; that it
// still begins as it did does not.
void PaintLoss(const FileName& name, const FileChange& change, const Weights& weights,
               Portrait* portrait) {
  if (weights.fields != ACTS || !IsLog(name.second) || change.grown() ||
      change.before().kind() != "file" || change.after().kind() != "file" ||
      change.before().contents() == change.after().contents())
    return;
  Painter(FILES, portrait).Field(ObjectOf(name), "what was in it", "not there any more");
}

// Those that every machine can tell the meaning of.
std::set<std::string> ComposeFilesOf(const std::vector<Portrait*>& portraits) {
  std::map<std::string, size_t> machines;
  for (const Portrait* portrait : portraits) {
    const auto& files = portrait->compose_files();
    for (const std::string& file : std::set<std::string>(files.begin(), files.end()))
      ++machines[file];
  }
  std::set<std::string> everywhere;
  for (const auto& [file, count] : machines)
    if (count == portraits.size()) everywhere.insert(file);
  return everywhere;
}

// Where the compose files of any of the machines lie.
std::set<std::string> ComposeDirectories(const std::vector<Portrait*>& portraits) {
  std::set<std::string> directories;
  for (const Portrait* portrait : portraits)
    for (const std::string& file : portrait->compose_files())
      directories.insert(file.substr(0, file.rfind('/')));
  return directories;
}

bool Acts(const FileName& name, const std::set<std::string>& compose_directories) {
  if (SteersAServer(name.second)) return true;
  return name.first.empty() && ActsByItself(name.second, compose_directories);
}

Changes ChangesOf(const Portrait& portrait) {
  Changes changes;
  for (const FileChange& change : portrait.files())
    changes[{change.area(), change.path()}] = &change;
  return changes;
}

}  // namespace

void AddFileTraits(const std::vector<Portrait*>& portraits) {
  if (portraits.empty()) return;
  const std::set<std::string> stores = Stores(*portraits.front());
  const std::set<std::string> compose_files = ComposeFilesOf(portraits);
  const std::set<std::string> compose_directories = ComposeDirectories(portraits);
  std::vector<Changes> changes;
  Changes all;
  for (const Portrait* portrait : portraits) {
    changes.push_back(ChangesOf(*portrait));
    all.insert(changes.back().begin(), changes.back().end());
  }
  const std::set<FileName> rotated_away = RotatedAway(changes, all, stores);
  for (const auto& [name, any] : all) {
    Standing standing;
    standing.in_store = stores.count(name.first) > 0;
    standing.rotated = rotated_away.count(name) > 0;
    standing.is_compose_file = name.first.empty() && compose_files.count(name.second) > 0;
    standing.acts = Acts(name, compose_directories);
    for (size_t i = 0; i < portraits.size(); ++i) {
      const auto own = changes[i].find(name);
      if (own != changes[i].end()) {
        const Weights weights = WeightsOf(name, *own->second, standing);
        Paint(name, own->second->after(), weights, portraits[i]);
        if (!standing.in_store) PaintLoss(name, *own->second, weights, portraits[i]);
      } else {
        Paint(name, any->before(), WeightsOf(name, FileChange(), standing), portraits[i]);
      }
    }
  }
}

}  // namespace drill
