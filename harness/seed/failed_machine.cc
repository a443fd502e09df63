#include "harness/seed/failed_machine.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "google/protobuf/text_format.h"
#include "harness/base/clock.h"
#include "harness/base/status_macros.h"
#include "harness/seed/seed_shelf.h"
#include "harness/seed/stored_manifest.h"

namespace drill {
namespace {

constexpr int kFormat = 0;

// A name of the store's for the stack's name.
std::string TreeName(const std::string& stack) { return SeedTree(stack, "failed"); }

}  // namespace

absl::Status KeepFailedMachine(Store& store, absl::string_view clone, const std::string& stack,
                               absl::string_view message) {
  RETURN_IF_ERROR(ForgetFailedMachine(store, stack));
  FailedManifest manifest;
  manifest.set_stack(stack);
  manifest.set_message(std::string(message));
  manifest.set_failed_at(
      absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", RealClock().Wall(), absl::UTCTimeZone()));
  std::string text;
  google::protobuf::TextFormat::PrintToString(manifest, &text);
  return store.Seal(clone, TreeKind::kFailed, TreeName(stack), text);
}

absl::StatusOr<FailedManifest> ReadFailedMachine(const Store& store, const std::string& stack) {
  FailedManifest manifest;
  const absl::Status read =
      ReadStoredManifest(store, TreeKind::kFailed, TreeName(stack), kFormat, &manifest);
  if (read.ok() && manifest.stack() == stack) return manifest;
  return absl::NotFoundError(
      absl::StrCat("no preparation of stack ", stack, " has failed since the last that succeeded"));
}

absl::Status CloneFailedMachine(Store& store, const std::string& stack, absl::string_view id) {
  RETURN_IF_ERROR(ReadFailedMachine(store, stack).status());
  return store.Clone(TreeKind::kFailed, TreeName(stack), id).status();
}

absl::Status ForgetFailedMachine(Store& store, const std::string& stack) {
  return store.Remove(TreeKind::kFailed, TreeName(stack));
}

}  // namespace drill
