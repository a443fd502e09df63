// What a machine's files say of who can come in and of what runs by itself: users, keys, sudo,
// cron, at, units of systemd.
#ifndef HARNESS_TWIN_MACHINE_FILES_H_
#define HARNESS_TWIN_MACHINE_FILES_H_

#include "harness/host/drill_host.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// Adds the traits; of contents there are digests. A file that cannot be read is told in the
// portrait.
void PaintMachineFiles(const DrillHost& host, Portrait* portrait);

}  // namespace drill

#endif  // HARNESS_TWIN_MACHINE_FILES_H_
