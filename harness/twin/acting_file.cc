#include "harness/twin/acting_file.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "harness/database/data_directory.h"

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

// Compose reads these beside the file that it is given.
constexpr const char* kReadByCompose[] = {"/docker-compose.override.yml",
                                          "/docker-compose.override.yaml", "/compose.override.yml",
                                          "/compose.override.yaml", "/.env"};

// Compose takes the first of these that a directory has, where none is named.
constexpr const char* kTakenByCompose[] = {"compose.yaml", "compose.yml", "docker-compose.yml",
                                           "docker-compose.yaml"};

// Git runs the hooks of a checkout by itself, but for the samples that it brings.
bool IsGitHook(absl::string_view path) {
  return absl::StrContains(path, "/.git/hooks/") && !absl::EndsWith(path, ".sample");
}

// Left by a git that was killed: the next one refuses to go on.
bool IsGitLock(absl::string_view path) {
  return absl::StrContains(path, "/.git/") && absl::EndsWith(path, ".lock");
}

bool IsTakenByCompose(const std::string& path, const std::set<std::string>& directories) {
  return std::any_of(std::begin(kTakenByCompose), std::end(kTakenByCompose), [&](const char* name) {
    absl::string_view directory = path;
    return absl::ConsumeSuffix(&directory, absl::StrCat("/", name)) &&
           directories.count(std::string(directory)) > 0;
  });
}

}  // namespace

bool ActsByItself(const std::string& path, const std::set<std::string>& compose_directories) {
  const auto holds = [&path](const char* part) { return absl::StrContains(path, part); };
  const auto begins = [&path](const char* part) { return absl::StartsWith(path, part); };
  const auto ends = [&path](const char* part) { return absl::EndsWith(path, part); };
  return std::any_of(std::begin(kReadByTheMachine), std::end(kReadByTheMachine), begins) ||
         std::any_of(std::begin(kReadAtLogin), std::end(kReadAtLogin), holds) ||
         std::any_of(std::begin(kReadByCompose), std::end(kReadByCompose), ends) ||
         IsTakenByCompose(path, compose_directories) || IsGitHook(path) || IsGitLock(path);
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
