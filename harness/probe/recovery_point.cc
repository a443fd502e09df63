#include "harness/probe/recovery_point.h"

#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// Modification time, creation time ("-" or 0 where unknown), size, name of each match.
constexpr char kScript[] =
    "compgen -G \"$1\" | while IFS= read -r f; do [ -f \"$f\" ] && "
    "stat -L --printf '%.9Y %.9W %s %n\\0' \"$f\"; done; true";

absl::StatusOr<BackupFile> Parse(absl::string_view line) {
  const std::vector<std::string> parts = absl::StrSplit(line, absl::MaxSplits(' ', 3));
  BackupFile file;
  double modified, created;
  if (parts.size() != 4 || !absl::SimpleAtod(parts[0], &modified) ||
      !absl::SimpleAtoi(parts[2], &file.bytes)) {
    return absl::InternalError(absl::StrCat("stat said: ", line));
  }
  file.path = parts[3];
  file.modified = absl::UnixEpoch() + absl::Seconds(modified);
  const bool known = absl::SimpleAtod(parts[1], &created) && created > 0;
  file.created = known ? absl::UnixEpoch() + absl::Seconds(created) : file.modified;
  return file;
}

}  // namespace

absl::StatusOr<std::vector<BackupFile>> Backups(DrillHost* host, const std::string& glob) {
  ASSIGN_OR_RETURN(const SubprocessResult result,
                   host->Exec({"bash", "-c", kScript, "newest-backup", glob}, ExecOptions()));
  if (!result.succeeded()) return SubprocessError("looking for a backup", result);
  std::vector<BackupFile> files;
  for (absl::string_view line : absl::StrSplit(result.stdout_content, '\0', absl::SkipEmpty())) {
    ASSIGN_OR_RETURN(BackupFile file, Parse(line));
    files.push_back(std::move(file));
  }
  return files;
}

absl::StatusOr<BackupFile> NewestBackup(DrillHost* host, const std::string& glob) {
  ASSIGN_OR_RETURN(std::vector<BackupFile> files, Backups(host, glob));
  BackupFile newest;
  for (BackupFile& file : files) {
    if (newest.path.empty() || newest.modified < file.modified) newest = std::move(file);
  }
  if (newest.path.empty()) {
    return absl::NotFoundError(absl::StrCat("no backup on the drill host matches ", glob));
  }
  return newest;
}

}  // namespace drill
