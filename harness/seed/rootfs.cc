#include "harness/seed/rootfs.h"

#include <algorithm>
#include <set>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/debian_suite.h"
#include "harness/base/file.h"
#include "harness/base/hash.h"
#include "harness/base/status_macros.h"
#include "harness/host/host_users.h"
#include "harness/host/stand_ins.h"
#include "harness/seed/mmdebstrap.h"

namespace drill {
namespace {

// What a machine that runs compose stacks has, and what documented commands use.
constexpr const char* kAlways[] = {
    "bash",
    "ca-certificates",
    "curl",
    // The name service of the host's containers; no documented command uses it.
    "dnsmasq-base",
    "docker-cli",
    "docker-compose",
    "docker.io",
    "git",
    "haproxy",
    "iproute2",
    "iptables",
    "jq",
    "less",
    // Nothing that a documented command uses: faults of the clock are made with it.
    "libfaketime",
    "make",
    "procps",
    "python3",
    "rsync",
    "sqlite3",
    "sudo",
    "tini",
    "vim",
    "openssh-client",
    "postgresql-client",
};
const std::vector<std::string>& Recipe() {
  static const auto* const recipe = new std::vector<std::string>{
      "--mode=root", "--variant=minbase",
      // Documentation is no use to a drill and a third of the files.
      "--dpkgopt=path-exclude=/usr/share/man/*", "--dpkgopt=path-exclude=/usr/share/doc/*",
      "--dpkgopt=path-exclude=/usr/share/locale/*",
      // A drill's tree is a copy: it need not survive a power cut.
      "--dpkgopt=force-unsafe-io"};
  return *recipe;
}
// Raised when the making changes, not the packages.
constexpr char kRecipe[] = "2";
constexpr size_t kNameLength = 16;

// An engine in a user namespace marks its layers in a way that one outside of it does not read, so
// that what is made upon such a machine must not meet the other.
const char* Users() {
  static const bool own = HostUsers::Make().ok();
  return own ? "own users" : "the machine's users";
}

}  // namespace

std::vector<std::string> HostPackages(const std::vector<std::string>& more) {
  std::set<std::string> packages(std::begin(kAlways), std::end(kAlways));
  packages.insert(more.begin(), more.end());
  return {packages.begin(), packages.end()};
}

std::string RootfsName(const std::vector<std::string>& packages) {
  return Sha256(absl::StrCat(kRecipe, " ", Users(), "\n", kDebianSuite, "\n",
                             absl::StrJoin(packages, "\n")))
      .substr(0, kNameLength);
}

absl::StatusOr<std::string> EnsureRootfs(Session& session, const std::vector<std::string>& more,
                                         const std::function<void(absl::string_view)>& progress,
                                         const StopToken* stop) {
  Store& store = session.store();
  const std::vector<std::string> packages = HostPackages(more);
  const std::string name = RootfsName(packages);
  if (store.Exists(TreeKind::kRootfs, name)) return name;
  progress(absl::StrCat("making a Debian machine of ", packages.size(), " packages"));
  const std::string clone = session.NewId("rootfs");
  ASSIGN_OR_RETURN(const std::string path, store.Create(clone));
  const std::string work = absl::StrCat(session.state_directory(), "/", clone, ".work");
  const absl::Cleanup remove = [&] {
    store.Remove(TreeKind::kClone, clone).IgnoreError();
    RemoveAll(work).IgnoreError();
  };
  RETURN_IF_ERROR(MakeDirectories(work));
  MmdebstrapOptions tree;
  tree.packages = packages;
  tree.recipe = Recipe();
  tree.target = path;
  tree.temporary_directory = work;
  tree.log_file = work + "/mmdebstrap.log";
  tree.stop = stop;
  RETURN_IF_ERROR(RunMmdebstrap(tree));
  RETURN_IF_ERROR(InstallStandIns(path));
  RETURN_IF_ERROR(store.Seal(clone, TreeKind::kRootfs, name, absl::StrJoin(packages, "\n")));
  return name;
}

}  // namespace drill
