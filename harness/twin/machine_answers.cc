#include "harness/twin/machine_answers.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "harness/twin/portrait.h"
#include "harness/twin/shape.h"
#include "harness/twin/words.h"

namespace drill {
namespace {

// Whether the port is of the ephemeral range, from which the kernel chooses when none is requested.
bool IsChosen(int port) { return port >= 32768 && port <= 60999; }

// "0.0.0.0", "::", "127.0.0.1" of what ss writes with brackets and a device: "[fe80::1]%eth0".
std::string AddressOf(absl::string_view written) {
  written = absl::StripPrefix(written.substr(0, written.find('%')), "[");
  return std::string(absl::StripSuffix(written, "]"));
}

// An address as `ip -o address` tells it in a line: "2: eth0    inet 10.0.0.5/24 brd …".
struct DeviceAddress {
  std::string device;
  std::string address;
};

std::vector<DeviceAddress> ReadAddresses(absl::string_view text) {
  std::vector<DeviceAddress> all;
  for (const absl::string_view line : LinesOf(text)) {
    const Words words = WordsOf(line);
    if (words.size() < 4) continue;
    all.push_back({std::string(words[1].substr(0, words[1].find('@'))), std::string(words[3])});
  }
  return all;
}

// Adds the program names of a field such as users:(("sshd",pid=1,fd=3),("sshd",pid=2,fd=3)).
void AddCommands(absl::string_view users, std::set<std::string>* commands) {
  for (size_t at = users.find("(\""); at != absl::string_view::npos; at = users.find("(\"", at)) {
    at += 2;
    const std::string name(users.substr(at, users.find('"', at) - at));
    // Where the engine passes on a container's port, the port is all that counts.
    if (name != "docker-proxy") commands->insert(name);
  }
}

std::string PortObject(absl::string_view protocol, absl::string_view local, absl::string_view users,
                       const std::set<std::string>& of_the_engine) {
  const size_t colon = local.rfind(':');
  int port = 0;
  if (colon == absl::string_view::npos || !absl::SimpleAtoi(local.substr(colon + 1), &port))
    return "";
  std::string address = AddressOf(local.substr(0, colon));
  if (of_the_engine.count(address) > 0) address = "a network of the engine";
  if (absl::StartsWith(address, "fe80:")) address = "a link's own address";
  if (!IsChosen(port)) return absl::StrCat("port ", protocol, " ", port, " on ", address);
  if (protocol == "udp") return "";
  std::set<std::string> commands;
  AddCommands(users, &commands);
  return absl::StrCat("port ", protocol, " of the kernel's choice on ", address, " of ",
                      commands.empty() ? "a container" : absl::StrJoin(commands, ", "));
}

bool IsBelow(absl::string_view path, absl::string_view directory) {
  return absl::ConsumePrefix(&path, directory) && (path.empty() || path[0] == '/');
}

// Mounts of the kernel, of the engine, and of the drill host's own set-up.
bool IsMachinery(absl::string_view path) {
  constexpr const char* kDirectories[] = {"/dev",
                                          "/proc",
                                          "/run/containerd",
                                          "/run/docker",
                                          "/run/rollback-drill",
                                          "/sys",
                                          "/var/lib/containerd",
                                          "/var/lib/docker"};
  return std::any_of(std::begin(kDirectories), std::end(kDirectories),
                     [&](const char* directory) { return IsBelow(path, directory); });
}

struct Mount {
  std::string root;
  std::string point;
  std::string options;
  std::string type;
  std::string source;
};

// "36 35 98:0 /root /point rw,noatime shared:1 - ext4 /dev/sda1 rw"
bool ReadMount(absl::string_view line, Mount* mount) {
  const std::pair<absl::string_view, absl::string_view> halves =
      absl::StrSplit(line, absl::MaxSplits(" - ", 1));
  const Words left = WordsOf(halves.first);
  const Words right = WordsOf(halves.second);
  if (left.size() < 6 || right.size() < 2) return false;
  *mount = {std::string(left[3]), std::string(left[4]), std::string(left[5]), std::string(right[0]),
            std::string(right[1])};
  return true;
}

bool IsLeftOut(const Mount& mount) {
  if (mount.point == "/") return false;
  // A drill host has no block devices: a disk that a scenario asks for is mounted from outside.
  const bool disk = absl::StartsWith(mount.source, "/dev/loop") && mount.root == "/";
  return disk || mount.type == "overlay" || mount.type == "nsfs" || mount.type == "autofs" ||
         IsMachinery(mount.point);
}

}  // namespace

bool IsOfTheEngine(absl::string_view device) {
  return absl::StartsWith(device, "docker") || absl::StartsWith(device, "veth") ||
         ShapeOf(device) == "br-#";
}

void PaintPorts(absl::string_view sockets, absl::string_view addresses, Portrait* portrait) {
  std::set<std::string> of_the_engine;
  for (const DeviceAddress& one : ReadAddresses(addresses))
    if (IsOfTheEngine(one.device))
      of_the_engine.insert(one.address.substr(0, one.address.find('/')));
  std::map<std::string, std::set<std::string>> ports;
  for (const absl::string_view line : LinesOf(sockets)) {
    const Words words = WordsOf(line);
    if (words.size() < 5) continue;
    const absl::string_view users =
        words.size() > 6 ? line.substr(words[6].data() - line.data()) : absl::string_view();
    const std::string object = PortObject(words[0], words[4], users, of_the_engine);
    if (!object.empty()) AddCommands(users, &ports[object]);
  }
  Painter painter(MACHINE, portrait);
  for (const auto& [object, commands] : ports) {
    painter.Object(object);
    painter.Field(object, "command", absl::StrJoin(commands, ", "));
  }
}

void PaintAddresses(absl::string_view addresses, Portrait* portrait) {
  Painter painter(MACHINE, portrait);
  for (const DeviceAddress& one : ReadAddresses(addresses)) {
    if (IsOfTheEngine(one.device) || absl::StartsWith(one.address, "fe80:")) continue;
    painter.Object(absl::StrCat("address ", one.address, " on ", one.device));
  }
}

void PaintEngineSocket(absl::string_view socket, Portrait* portrait) {
  Painter(MACHINE, portrait)
      .Field("the engine's socket", "mode and owner",
             std::string(absl::StripAsciiWhitespace(socket)));
}

void PaintMounts(absl::string_view mounts, Portrait* portrait) {
  // When several mounts are on the same point, only the last one is visible.
  std::map<std::string, Mount> seen;
  for (const absl::string_view line : LinesOf(mounts)) {
    Mount mount;
    if (ReadMount(line, &mount) && !IsLeftOut(mount)) seen[mount.point] = mount;
  }
  Painter painter(MACHINE, portrait);
  for (const auto& [point, mount] : seen) {
    const std::string object = absl::StrCat("mount ", point);
    painter.Object(object);
    painter.Field(object, "file system", mount.type);
    painter.Field(object, "access", mount.options.substr(0, mount.options.find(',')));
  }
}

void PaintRoom(absl::string_view file_systems, Portrait* portrait) {
  Painter painter(MACHINE, portrait);
  painter.Object("file systems");
  for (const absl::string_view line : LinesOf(file_systems)) {
    const Words words = WordsOf(line);
    int64_t used = 0, free = 0;
    if (words.size() < 6 || !absl::SimpleAtoi(words[2], &used) ||
        !absl::SimpleAtoi(words[3], &free))
      continue;
    const absl::string_view point = words[5];
    if (point == "/" || words[0] == "overlay" ||
        (IsMachinery(point) && !IsBelow(point, "/dev/shm") &&
         !IsBelow(point, "/var/lib/docker/volumes")))
      continue;
    if (free * 20 < used + free)
      painter.Field("file systems", absl::StrCat("room on ", point), "less than 5 % is free");
  }
}

}  // namespace drill
