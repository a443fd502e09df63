#include "harness/host/machine_state.h"

#include <sys/stat.h>
#include <time.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "harness/base/at_or_below.h"
#include "harness/base/file.h"
#include "harness/host/pool_mount.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kClockTolerance = absl::Milliseconds(500);
constexpr size_t kLongestSetting = 4096;

// Entries of /proc/sys that are counters or that the kernel adjusts by itself; they are not
// compared.
constexpr const char* kNoSettings[] = {"fs/aio-nr",          "fs/binfmt_misc",
                                       "fs/dentry-state",    "fs/file-nr",
                                       "fs/inode-nr",        "fs/inode-state",
                                       "fs/quota",           "kernel/cad_pid",
                                       "kernel/ns_last_pid", "kernel/perf_event_max_sample_rate",
                                       "kernel/pty/nr",      "kernel/random",
                                       "kernel/tainted",     "net/ipv4/tcp_mem",
                                       "net/ipv4/udp_mem",   "net/netfilter/nf_conntrack_count",
                                       "vm/stat_refresh"};

// Modules of networks, packet filters and file systems.
constexpr const char* kLoadedByTheKernel[] = {
    "nf_",       "nft_",    "nfnetlink", "xt_",          "x_tables", "ip_",      "ip6",    "ipt_",
    "iptable",   "ebtable", "bridge",    "br_",          "stp",      "llc",      "veth",   "tun",
    "dummy",     "macvlan", "ipvlan",    "vxlan",        "udp_",     "sch_",     "cls_",   "act_",
    "overlay",   "btrfs",   "ext4",      "jbd2",         "mbcache",  "loop",     "crc",    "libcrc",
    "raid6",     "xor",     "zstd",      "lzo",          "blake2",   "sha",      "xxhash", "fuse",
    "af_packet", "inet_",   "unix_diag", "netlink_diag", "tcp_diag", "udp_diag", "nls_"};

bool IsSetting(absl::string_view below_proc_sys) {
  return std::none_of(std::begin(kNoSettings), std::end(kNoSettings),
                      [&](absl::string_view name) { return IsAtOrBelow(below_proc_sys, name); });
}

bool IsLoadedByTheKernel(const std::string& module) {
  return std::any_of(std::begin(kLoadedByTheKernel), std::end(kLoadedByTheKernel),
                     [&](const char* prefix) { return absl::StartsWith(module, prefix); });
}

void ReadSettings(const std::string& root, const std::string& top, MachineState& state) {
  std::error_code error;
  for (fs::recursive_directory_iterator it(root + top, error), end; !error && it != end;
       it.increment(error)) {
    const std::string file = it->path().string();
    const std::string name = file.substr(root.size());
    if (absl::StartsWith(name, "/proc/sys/") && !IsSetting(name.substr(sizeof("/proc/sys/") - 1))) {
      it.disable_recursion_pending();
      continue;
    }
    struct stat info;
    if (lstat(file.c_str(), &info) != 0 || !S_ISREG(info.st_mode) || (info.st_mode & 0444) == 0)
      continue;
    absl::StatusOr<std::string> content = ReadFile(file);
    if (content.ok()) state.settings[name] = content->substr(0, kLongestSetting);
  }
}

// The first word of each line.
std::set<std::string> FirstWords(const std::string& file) {
  std::set<std::string> words;
  for (const absl::string_view line :
       absl::StrSplit(ReadFile(file).value_or(""), '\n', absl::SkipEmpty()))
    words.emplace(line.substr(0, line.find_first_of(" \t")));
  return words;
}

std::string OneLine(absl::string_view value) {
  constexpr size_t kShown = 60;
  return absl::StrCat("\"", absl::StripAsciiWhitespace(value.substr(0, kShown)), "\"");
}

void CompareSets(absl::string_view what, const std::set<std::string>& before,
                 const std::set<std::string>& after, bool (*is_expected)(const std::string&),
                 std::vector<std::string>& changes) {
  for (const std::string& one : after) {
    if (before.count(one) == 0 && !(is_expected != nullptr && is_expected(one)))
      changes.push_back(absl::StrCat(what, " ", one, " was not there before"));
  }
  for (const std::string& one : before) {
    if (after.count(one) == 0)
      changes.push_back(absl::StrCat(what, " ", one, " is not there any more"));
  }
}

absl::Duration ClockOffset() {
  timespec wall, steady;
  clock_gettime(CLOCK_REALTIME, &wall);
  clock_gettime(CLOCK_BOOTTIME, &steady);
  return absl::DurationFromTimespec(wall) - absl::DurationFromTimespec(steady);
}

}  // namespace

MachineState ReadMachineState(const std::string& cache_directory, const std::string& root) {
  MachineState state;
  ReadSettings(root, "/proc/sys", state);
  std::error_code error;
  for (const fs::directory_entry& disk : fs::directory_iterator(root + "/sys/block", error)) {
    const std::string name = disk.path().string().substr(root.size());
    const absl::StatusOr<std::string> loop =
        ReadFile(absl::StrCat(root, name, "/loop/backing_file"));
    // A loop device is made and freed by whoever uses one.
    if (!absl::StartsWith(name, "/sys/block/loop")) ReadSettings(root, name + "/queue", state);
    if (!loop.ok()) continue;
    const std::string file(absl::StripAsciiWhitespace(*loop));
    // A pool of another cache comes and goes with the drills that use it.
    const bool pool =
        absl::StartsWith(file, cache_directory) || fs::exists(root + PoolMarkOf(file), error);
    if (!pool) state.loop_files.insert(file);
  }
  state.modules = FirstWords(root + "/proc/modules");
  state.swaps = FirstWords(root + "/proc/swaps");
  state.swaps.erase("Filename");
  state.clock_offset = ClockOffset();
  return state;
}

std::vector<std::string> CompareMachineStates(const MachineState& before,
                                              const MachineState& after) {
  std::vector<std::string> changes;
  for (const auto& [file, value] : before.settings) {
    const auto now = after.settings.find(file);
    if (now == after.settings.end() || now->second == value) continue;
    changes.push_back(absl::StrCat("the machine's setting ", file, " was ", OneLine(value),
                                   " and is ", OneLine(now->second)));
  }
  CompareSets("kernel module", before.modules, after.modules, IsLoadedByTheKernel, changes);
  CompareSets("swap", before.swaps, after.swaps, nullptr, changes);
  CompareSets("loop device of", before.loop_files, after.loop_files, nullptr, changes);
  const absl::Duration step = after.clock_offset - before.clock_offset;
  if (absl::AbsDuration(step) > kClockTolerance) {
    changes.push_back(
        absl::StrFormat("the machine's clock was set by %+.1f s", absl::ToDoubleSeconds(step)));
  }
  return changes;
}

}  // namespace drill
