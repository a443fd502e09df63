// What the compose files on a machine's disk would start now: a file of another release brings that
// release back with the next `docker compose up`, whatever runs today.
#ifndef HARNESS_TWIN_COMPOSE_PORTRAIT_H_
#define HARNESS_TWIN_COMPOSE_PORTRAIT_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "harness/host/drill_host.h"
#include "harness/host/engine_api.h"
#include "harness/stack/stack.pb.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// Where a compose project's files are on the machine.
struct ComposeFiles {
  // Empty: whatever project compose finds in the directory.
  std::string project;
  std::string directory;
  // Empty: compose's own choice in the directory.
  std::vector<std::string> files;
  // File of variables; empty: the directory's own.
  std::string variables;
};

// A stack of one project has them in its operator directory. Of several projects, each has them
// where compose says, in its containers' labels, that it was started from; one without containers
// has no directory here.
std::vector<ComposeFiles> FindComposeFiles(const Stack& stack,
                                           const std::vector<ContainerInfo>& containers);

// Adds the digest of each service's configuration, and of what else compose makes of these files:
// with that, what the files themselves hold (a comment, the order of keys) makes no difference any
// more (Portrait::compose_files); and the directories that they build images from. Where there is
// nothing to read, or compose refuses to, that is a trait as well: healthy machines have the same.
// An error only when the host cannot be asked.
absl::Status PaintComposeFiles(DrillHost& host, const ComposeFiles& files, absl::Duration limit,
                               Portrait* portrait);

}  // namespace drill

#endif  // HARNESS_TWIN_COMPOSE_PORTRAIT_H_
