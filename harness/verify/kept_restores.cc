#include "harness/verify/kept_restores.h"

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/hash.h"
#include "harness/base/message_bytes.h"
#include "harness/base/proto_json.h"

namespace drill {

std::string KeptRestores::PathOf(const Backup& backup, absl::string_view content) const {
  return absl::StrCat(
      directory_, "/",
      Sha256(absl::StrCat(made_from_, "\n", Sha256(MessageBytes(backup)), "\n", content)), ".json");
}

std::optional<BackupState> KeptRestores::Find(const Backup& backup,
                                              absl::string_view content) const {
  if (directory_.empty()) return std::nullopt;
  const absl::StatusOr<std::string> text = ReadFile(PathOf(backup, content));
  BackupState state;
  if (!text.ok() || !ProtoFromJson(*text, &state).ok() || !state.restore_tried())
    return std::nullopt;
  return state;
}

void KeptRestores::Keep(const Backup& backup, absl::string_view content,
                        const BackupState& state) const {
  if (directory_.empty() || !MakeDirectories(directory_).ok()) return;
  const absl::StatusOr<std::string> text = ProtoToJson(state);
  if (text.ok()) WriteFile(PathOf(backup, content), *text).IgnoreError();
}

}  // namespace drill
