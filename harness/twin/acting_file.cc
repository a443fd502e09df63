#include "harness/twin/acting_file.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "harness/database/data_directory.h"
#include "harness/stack/compose_file.h"

namespace drill {
namespace {

// What lies below these is read by the machine itself, or by whoever logs in.
constexpr const char* kReadByTheMachine[] = {"/etc/anacrontab",      "/etc/apt/",
                                             "/etc/binfmt.d/",       "/etc/cron",
                                             "/etc/docker/",         "/etc/environment",
                                             "/etc/hosts.",          "/etc/init.d/",
                                             "/etc/ld.so",           "/etc/logrotate.d/",
                                             "/etc/modprobe.d/",     "/etc/modules-load.d/",
                                             "/etc/network/",        "/etc/NetworkManager/",
                                             "/etc/nftables",        "/etc/nologin",
                                             "/etc/pam.d/",          "/etc/polkit-1/",
                                             "/etc/profile",         "/etc/rc",
                                             "/etc/security/",       "/etc/ssh/",
                                             "/etc/sudoers",         "/etc/sysctl",
                                             "/etc/systemd/",        "/etc/tmpfiles.d/",
                                             "/etc/udev/",           "/usr/lib/systemd/",
                                             "/usr/lib/tmpfiles.d/", "/usr/local/bin/",
                                             "/usr/local/sbin/",     "/var/lib/systemd/linger/",
                                             "/var/spool/cron/"};

// Files in home directories that are read at a login or by the programs of the user.
constexpr const char* kReadAtLogin[] = {"/.ssh/",
                                        "/.bashrc",
                                        "/.profile",
                                        "/.bash_profile",
                                        "/.bash_login",
                                        "/.zshrc",
                                        "/.zprofile",
                                        "/.pam_environment",
                                        "/.bash_aliases",
                                        "/.pgpass",
                                        "/.netrc",
                                        "/.docker/config.json",
                                        "/.config/systemd/",
                                        "/.local/bin/",
                                        "/.gitconfig",
                                        "/.psqlrc"};

// Git runs the hooks of a checkout by itself, but for the samples that it brings.
bool IsGitHook(absl::string_view path) {
  return absl::StrContains(path, "/.git/hooks/") && !absl::EndsWith(path, ".sample");
}

// Left by a git that was killed: the next one refuses to go on.
bool IsGitLock(absl::string_view path) {
  return absl::StrContains(path, "/.git/") && absl::EndsWith(path, ".lock");
}

// An override and .env are read beside the compose file that is given, wherever that is; one of the
// usual names is taken by itself, where compose files are in use.
bool IsReadByCompose(const std::string& path, const std::set<std::string>& directories) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return false;
  const absl::string_view name = absl::string_view(path).substr(slash + 1);
  return name == ".env" || IsComposeOverride(name) ||
         (IsDefaultComposeFile(name) && directories.count(path.substr(0, slash)) > 0);
}

}  // namespace

bool ActsByItself(const std::string& path, const std::set<std::string>& compose_directories) {
  const auto holds = [&path](const char* part) { return absl::StrContains(path, part); };
  const auto begins = [&path](const char* part) { return absl::StartsWith(path, part); };
  return std::any_of(std::begin(kReadByTheMachine), std::end(kReadByTheMachine), begins) ||
         std::any_of(std::begin(kReadAtLogin), std::end(kReadAtLogin), holds) ||
         IsReadByCompose(path, compose_directories) || IsGitHook(path) || IsGitLock(path);
}

bool SteersAServer(const std::string& path) {
  return std::any_of(
      std::begin(kDataDirectorySignals), std::end(kDataDirectorySignals),
      [&](const char* name) { return absl::EndsWith(path, absl::StrCat("/", name)); });
}

bool RunsAsItsOwner(const FileState& file) {
  // "4755": the first digit holds set-user-id (4) and set-group-id (2). A directory with the latter
  // only hands its group on.
  if (file.kind() != "file" || file.mode().size() != 4) return false;
  const int special = file.mode()[0] - '0';
  return (special & 6) != 0;
}

}  // namespace drill
