#include "harness/host/stand_ins.h"

#include "absl/strings/string_view.h"
#include "harness/base/status_macros.h"
#include "harness/base/subprocess.h"
#include "harness/host/root_directory.h"

namespace drill {
namespace {

constexpr char kProgram[] = {
#include "harness/host/stand_in.inc"
};
constexpr char kProgramPath[] = "/usr/lib/rollback-drill/stand-in";

// Where a package has the program, as the package names it, which may be an older name of the
// directory; else where it would have it.
constexpr char kDivert[] = R"sh(
set -e
mkdir -p /usr/lib/rollback-drill/real
for name in date dmesg halt hwclock insmod modprobe poweroff reboot rmmod shutdown swapoff swapon; do
  place=/usr/sbin/$name
  for path in "/usr/bin/$name" "/bin/$name" "/usr/sbin/$name" "/sbin/$name"; do
    if dpkg-query -S "$path" >/dev/null 2>&1; then place=$path; break; fi
  done
  dpkg-divert --quiet --local --rename --divert "/usr/lib/rollback-drill/real/$name" --add "$place"
  ln -sf /usr/lib/rollback-drill/stand-in "$place"
done
)sh";

}  // namespace

// Some settings can be written only, and some read by the machine's root only: of those the copy is
// empty. random holds no settings but values that are new at each look, so it stays.
const char kCopySettings[] = R"sh(
kept=/run/rollback-drill/settings
mkdir -p "$kept"
for group in kernel vm fs; do
  cp -r "/proc/sys/$group" "$kept" 2>/dev/null
  (cd /proc/sys && find "$group" -type f) | while read -r setting; do
    [ -e "$kept/$setting" ] || { mkdir -p "$kept/${setting%/*}" && : >"$kept/$setting"; }
  done
done
chmod -R u+w "$kept"
mount --bind /proc/sys/kernel/random "$kept/kernel/random"
for group in kernel vm fs; do mount --rbind "$kept/$group" "/proc/sys/$group"; done
: >"$kept/sysrq-trigger" && mount --bind "$kept/sysrq-trigger" /proc/sysrq-trigger
pages=/sys/kernel/mm/transparent_hugepage
if [ -d "$pages" ]; then
  cp -r "$pages" "$kept" 2>/dev/null; chmod -R u+w "$kept/transparent_hugepage"
  mount --bind "$kept/transparent_hugepage" "$pages"
fi
: >"$kept/made"
)sh";

absl::Status InstallStandIns(const std::string& tree) {
  ASSIGN_OR_RETURN(const RootDirectory root, RootDirectory::Open(tree));
  RETURN_IF_ERROR(root.MakeDirectories("/usr/lib/rollback-drill"));
  RETURN_IF_ERROR(
      root.Write(kProgramPath, absl::string_view(kProgram, sizeof(kProgram) - 1), 0755));
  ASSIGN_OR_RETURN(const SubprocessResult result,
                   RunSubprocess({"chroot", tree, "/bin/sh", "-c", kDivert}));
  return result.succeeded() ? absl::OkStatus() : SubprocessError("dpkg-divert", result);
}

}  // namespace drill
