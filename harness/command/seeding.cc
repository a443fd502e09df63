#include "harness/command/seeding.h"

#include <unistd.h>

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "harness/base/mask.h"
#include "harness/base/printable.h"
#include "harness/base/status_macros.h"
#include "harness/command/reading_commands.h"
#include "harness/host/store.h"
#include "harness/seed/healthy_machines.h"

namespace drill {

absl::Status Seeding::Start() {
  if (session_ != nullptr) return absl::OkStatus();
  if (geteuid() != 0) {
    return absl::FailedPreconditionError("a drill host needs root; run this as root or with sudo");
  }
  ASSIGN_OR_RETURN(session_, Session::Start(Store::DefaultCacheDirectory()));
  const std::string& notice = session_->store().notice();
  if (!notice.empty()) std::fprintf(stderr, "%s\n", notice.c_str());
  return absl::OkStatus();
}

// `masker` masks the progress lines only; the secrets of the stack's files are masked where the
// seed is made.
SeedOptions Seeding::OptionsWith(const Masker& masker) const {
  SeedOptions options;
  options.stop = &stop_;
  options.progress = [&masker](absl::string_view line) {
    std::fprintf(stderr, "%s\n", Printable(masker.Mask(line)).c_str());
  };
  return options;
}

absl::Status Seeding::Ensure(const PreparedDrill& drill) {
  RETURN_IF_ERROR(Start());
  const std::string& key = drill.loaded.stack.file;
  if (by_stack_.count(key) != 0) return absl::OkStatus();
  const Masker masker;
  absl::StatusOr<Seed> seed = EnsureSeed(*session_, drill.loaded.stack, OptionsWith(masker));
  if (!seed.ok()) return absl::Status(seed.status().code(), masker.Mask(seed.status().message()));
  by_stack_.emplace(key, *std::move(seed));
  return absl::OkStatus();
}

absl::Status Seeding::EnsureHealthy(const PreparedDrill& drill) {
  const std::string& key = drill.loaded.stack.file;
  if (healthy_by_stack_.count(key) != 0) return absl::OkStatus();
  const Masker masker;
  absl::StatusOr<HealthyMachines> machines =
      EnsureHealthyMachines(*session_, drill.loaded.stack, by_stack_.at(key), OptionsWith(masker));
  if (!machines.ok())
    return absl::Status(machines.status().code(), masker.Mask(machines.status().message()));
  healthy_by_stack_.emplace(key, *std::move(machines));
  return absl::OkStatus();
}

absl::Status Seeding::EnsureBoth(const PreparedDrill& drill) {
  RETURN_IF_ERROR(Ensure(drill));
  return EnsureHealthy(drill);
}

absl::Status Seeding::EnsureAll(const std::vector<PreparedDrill>& drills) {
  for (const PreparedDrill& drill : drills) {
    const absl::Status ready = EnsureBoth(drill);
    if (!ready.ok())
      return absl::Status(ready.code(), absl::StrCat(drill.name(), ": ", ready.message()));
  }
  return absl::OkStatus();
}

int ExitCodeOfSeeding(const absl::Status& status) {
  return absl::IsInvalidArgument(status) ? kExitUnusable : kExitMachineError;
}

}  // namespace drill
