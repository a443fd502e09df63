// What a drill host has in the place of the controls of the machine below it: programs that answer
// as the real ones do, and settings of the kernel that are copies. A documented command that uses
// them goes on as on a machine of its own, and what was not done is written down; see not_done.h.
#ifndef HARNESS_HOST_STAND_INS_H_
#define HARNESS_HOST_STAND_INS_H_

#include <string>

#include "absl/status/status.h"

namespace drill {

// Where a running host keeps what was asked for, and its copies of the kernel's settings.
inline constexpr char kNotDoneFile[] = "/run/rollback-drill/not-done";
inline constexpr char kSettingsDirectory[] = "/run/rollback-drill/settings";

// Puts the programs into a Debian tree that is not running (its dpkg is run there by chroot): date,
// swapon, reboot and others. A package that brings one of them later does not replace it.
absl::Status InstallStandIns(const std::string& tree);

// Shell commands for the first process of a host: /proc/sys/kernel, vm and fs become copies that
// can be written. /proc/sys/net is the host's own and stays.
extern const char kCopySettings[];

}  // namespace drill

#endif  // HARNESS_HOST_STAND_INS_H_
