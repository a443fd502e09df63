// Observes a machine as a whole.
#ifndef HARNESS_TWIN_TAKE_PORTRAIT_H_
#define HARNESS_TWIN_TAKE_PORTRAIT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/stop_token.h"
#include "harness/database/facts.pb.h"
#include "harness/host/drill_host.h"
#include "harness/host/settled_containers.h"
#include "harness/stack/stack.pb.h"
#include "harness/twin/behaviour_portrait.h"
#include "harness/twin/files_portrait.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// Raised whenever portraits say more, or say it otherwise: what was observed by another harness
// cannot be compared.
inline constexpr int kPortraitFormat = 25;

struct PortraitOptions {
  // What had become of the machine, in words.
  std::string taken_of;
  // What the seed recorded of the release that runs on it. Not owned; required where the stack has
  // a database.
  const ReleaseFacts* release = nullptr;
  MachineFiles files;
  // How many writes users have sent to it, and for how long it has run.
  int64_t writes_sent = 0;
  absl::Duration ran;
  // The procedure may have restored a backup of the database.
  bool from_backup = false;
  // How long containers that are in between are waited for.
  absl::Duration settles_within = SettleOptions().limit;
  // What AskUsersRequests() was answered already; nullopt: that is asked first of all.
  std::optional<UsersAnswers> asked;
  // Not owned; may be null.
  const StopToken* stop = nullptr;
};

// Users' requests are what takes the longest of a portrait: for where there is time to ask them
// sooner than the rest is looked at. Waits a moment for health checks that have only just begun.
// Errors as TakePortrait().
absl::StatusOr<UsersAnswers> AskAhead(DrillHost& host, const Stack& stack,
                                      const PortraitOptions& options);

// Of a machine on which the stack runs. Waits a moment for health checks that have only just begun.
// Requests come before everything else on every machine, so that the traces which they leave in
// database and files are on all of them, and once more at the end, for what broke meanwhile. What
// cannot be looked at is told in the portrait: a database that does not answer is for other checks
// to find. An error when the machine or its engine cannot be asked.
absl::StatusOr<Portrait> TakePortrait(DrillHost& host, const Stack& stack,
                                      const PortraitOptions& options);

// Where a machine that was left alone keeps its volumes: as the seed does.
std::map<std::string, std::string> VolumesOf(const Portrait& portrait);

}  // namespace drill

#endif  // HARNESS_TWIN_TAKE_PORTRAIT_H_
