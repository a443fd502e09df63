// What the compose files on a machine's disk would start now: a file of another release brings that
// release back with the next `docker compose up`, whatever runs today.
#ifndef HARNESS_TWIN_COMPOSE_PORTRAIT_H_
#define HARNESS_TWIN_COMPOSE_PORTRAIT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "harness/host/drill_host.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// Adds the digest of each service's configuration, as compose makes it in `directory` of the host.
// Where there is nothing to read, or compose refuses to, that is a trait as well: healthy machines
// have the same. An error only when the host cannot be asked.
absl::Status PaintComposeFiles(DrillHost& host, const std::string& directory, absl::Duration limit,
                               Portrait* portrait);

}  // namespace drill

#endif  // HARNESS_TWIN_COMPOSE_PORTRAIT_H_
