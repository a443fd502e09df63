#include "harness/twin/machine_processes.h"

#include <cstdint>
#include <iterator>
#include <set>
#include <sstream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/twin/portrait.h"
#include "harness/twin/process_kind.h"

namespace drill {
namespace {

// What was started in a container from outside and is younger may be its health check.
constexpr int64_t kHealthCheckSeconds = 10;

struct Process {
  int pid = 0;
  int parent = 0;
  int group = 0;
  int64_t seconds = 0;
  std::string uid;
  std::string user;
  std::string state;
  std::string command;
};
using Processes = std::map<int, Process>;

Processes Parse(const std::string& look) {
  Processes processes;
  for (const std::string& line : std::vector<std::string>(absl::StrSplit(look, '\n'))) {
    std::istringstream words(line);
    Process process;
    if (!(words >> process.pid >> process.parent >> process.group >> process.seconds >>
          process.uid >> process.user >> process.state))
      continue;
    std::getline(words >> std::ws, process.command);
    process.command = std::string(absl::StripTrailingAsciiWhitespace(process.command));
    processes[process.pid] = std::move(process);
  }
  return processes;
}

// Programs that the engine starts anew for each container or port.
bool IsTheEngines(absl::string_view command) {
  const absl::string_view program = ProgramOf(command);
  return absl::StartsWith(program, "containerd-shim") || program == "docker-proxy" ||
         program == "runc";
}

class Census {
 public:
  explicit Census(const ProcessLooks& looks) : looks_(looks) {
    for (const std::string& look : looks.looks) {
      Processes processes = Parse(look);
      if (&look != &looks.looks.front()) KeepLasting(processes);
      all_ = std::move(processes);
    }
    FindFirst();
  }

  void Paint(Portrait* portrait) const {
    struct Kind {
      // The container, or empty.
      std::string runs_in;
      std::set<int> groups;
      // Whether no variable part was removed from any command line of this kind: only then can its
      // processes be counted.
      bool exact = true;
      // By field, what they have.
      std::map<std::string, std::set<std::string>> standing;
    };
    std::map<std::string, Kind> kinds;
    for (const auto& [pid, process] : all_) {
      if (IsLeftOut(process)) continue;
      const ProcessKind of = KindOfProcess(process.command);
      if (of.name.empty()) continue;
      Kind& kind = kinds[ObjectOf(process, of.name)];
      kind.runs_in = NameOf(ContainerOf(pid));
      kind.groups.insert(process.group);
      kind.exact &= of.exact;
      if (const auto found = looks_.standings.find(pid); found != looks_.standings.end())
        for (const auto& [field, value] : found->second) kind.standing[field].insert(value);
    }
    for (const auto& [object, kind] : kinds) {
      Painter painter(MACHINE, portrait,
                      kind.runs_in.empty() ? "" : absl::StrCat("processes of ", kind.runs_in));
      painter.Object(object);
      if (kind.exact) painter.Field(object, "number", absl::StrCat(kind.groups.size()));
      for (const auto& [field, values] : kind.standing)
        painter.Field(object, field, absl::StrJoin(values, "; "));
    }
  }

 private:
  // Leaves of `now` what was there at the looks before, too.
  void KeepLasting(Processes& now) const {
    for (auto it = now.begin(); it != now.end();) {
      const auto before = all_.find(it->first);
      const bool same = before != all_.end() && before->second.seconds <= it->second.seconds;
      it = same ? std::next(it) : now.erase(it);
    }
  }

  const Process* Find(int pid) const {
    const auto found = all_.find(pid);
    return found == all_.end() ? nullptr : &found->second;
  }

  std::string ContainerOf(int pid) const {
    const auto found = looks_.containers.find(pid);
    return found == looks_.containers.end() ? "" : found->second;
  }

  // The process's ancestor that was started in its container from outside.
  int EntryOf(const Process& process) const {
    const Process* at = &process;
    for (size_t steps = 0; steps < all_.size(); ++steps) {
      const Process* const parent = Find(at->parent);
      if (parent == nullptr || ContainerOf(parent->pid) != ContainerOf(process.pid)) break;
      at = parent;
    }
    return at->pid;
  }

  // The oldest process of each container is what it was started for; the first one that a drill
  // host's own first process started only waits.
  void FindFirst() {
    const Process* const init = Find(1);
    for (const auto& [pid, process] : all_) {
      const std::string container = ContainerOf(pid);
      if (!container.empty()) {
        const Process* const first = Find(first_[container]);
        if (first == nullptr || first->seconds < process.seconds) first_[container] = pid;
      } else if (waits_ == 0 && process.parent == 1 && init != nullptr &&
                 ProgramOf(init->command) == "tini") {
        waits_ = pid;
      }
    }
  }

  bool IsLookers(const Process& process) const {
    const Process* at = &process;
    for (size_t steps = 0; at != nullptr && steps < all_.size(); ++steps) {
      if (at->pid == looks_.looker) return true;
      at = Find(at->parent);
    }
    return false;
  }

  bool IsLeftOut(const Process& process) const {
    // The machine's first process, and commands started from outside, whose parent is not visible.
    if (process.pid == 1 || process.parent == 0 || process.pid == waits_) return true;
    if (process.state[0] == 'Z' || process.state[0] == 'X') return true;
    // No command line: the kernel's.
    if (process.command.empty() || process.command[0] == '[') return true;
    if (IsTheEngines(process.command) || IsLookers(process)) return true;
    // What a fault needs beside the machine; no document knows of it.
    if (absl::StrContains(process.command, "/run/drill-")) return true;
    const std::string container = ContainerOf(process.pid);
    if (container.empty()) return false;
    if (looks_.names.count(container) == 0) return true;
    const int entry = EntryOf(process);
    const auto first = first_.find(container);
    return first != first_.end() && first->second != entry &&
           Find(entry)->seconds < kHealthCheckSeconds;
  }

  // Empty for no container, and for one that is not named.
  std::string NameOf(const std::string& container) const {
    const auto found = looks_.names.find(container);
    return found == looks_.names.end() ? "" : found->second;
  }

  // Users of a container are others than the machine's of the same number.
  std::string ObjectOf(const Process& process, const std::string& name) const {
    const std::string container = ContainerOf(process.pid);
    if (container.empty()) return absl::StrCat("process ", name, " (", process.user, ")");
    return absl::StrCat("process in ", NameOf(container), ": ", name, " (user ", process.uid, ")");
  }

  const ProcessLooks& looks_;
  Processes all_;
  std::map<std::string, int> first_;
  int waits_ = 0;
};

}  // namespace

void PaintProcesses(const ProcessLooks& looks, Portrait* portrait) {
  Census(looks).Paint(portrait);
}

}  // namespace drill
