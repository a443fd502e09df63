#include "harness/fault/backup_fault.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "harness/base/shell_quote.h"
#include "harness/base/status_macros.h"
#include "harness/fault/database_server.h"
#include "harness/fault/host_command.h"
#include "harness/probe/recovery_point.h"

namespace drill {
namespace {

constexpr double kDefaultShare = 0.5;
constexpr int kDefaultDays = 30;
constexpr int kRestoreSeconds = 240;

bool Older(const BackupFile& a, const BackupFile& b) { return a.modified < b.modified; }

Probe Restores(const BackupFault& fault, const std::string& name) {
  Probe probe;
  probe.set_name(name);
  probe.mutable_timeout()->set_seconds(kRestoreSeconds);
  probe.mutable_backup()->set_glob(fault.glob());
  return probe;
}

Probe NotRestored(const BackupFault& fault) {
  Probe probe = Restores(fault, "newest_backup_does_not_restore");
  probe.mutable_backup()->set_must_not_restore(true);
  return probe;
}

Probe Command(const std::string& name, const std::string& command, const std::string& contains) {
  Probe probe;
  probe.set_name(name);
  probe.mutable_timeout()->set_seconds(10);
  probe.mutable_command()->set_command(command);
  probe.mutable_command()->set_contains(contains);
  return probe;
}

// Breaks the newest file and gives it its time back: it stays the newest.
class Breaker {
 public:
  Breaker(const BackupFault& fault, const FaultContext& context, BackupFile newest)
      : fault_(fault), context_(context), newest_(std::move(newest)) {}

  absl::StatusOr<Probe> Break() {
    switch (fault_.kind()) {
      case BackupFault::TRUNCATED:
        return Truncate();
      case BackupFault::EMPTY:
        RETURN_IF_ERROR(Rewrite(": >\"$file\""));
        return NotRestored(fault_);
      case BackupFault::WRONG_DATABASE:
        return DumpAnother();
      case BackupFault::WRONG_VERSION:
        return PutOlder();
      case BackupFault::UNREADABLE:
        // A directory in the file's place: drills run as root, who can read a file whatever its
        // mode.
        RETURN_IF_ERROR(Rewrite("rm -f \"$file\" && mkdir \"$file\""));
        return Command("cannot_be_read",
                       absl::StrCat("! head -c 1 ", ShellQuote(newest_.path), " 2>&1"),
                       "error reading");
      case BackupFault::NOT_GZIP:
        RETURN_IF_ERROR(Rewrite("printf '<html>503 Service Unavailable</html>\\n' >\"$file\""));
        return Command("is_no_gzip", absl::StrCat("! gzip -t ", ShellQuote(newest_.path), " 2>&1"),
                       "not in gzip format");
      case BackupFault::OLDER:
        return Age();
      default:
        return RemoveAll();
    }
  }

 private:
  // `commands` see the newest file as $file.
  absl::Status Rewrite(const std::string& commands) {
    return ReadFromHost(
               absl::StrCat(
                   "file=", ShellQuote(newest_.path), " && ", commands, " && touch -d ",
                   ShellQuote(absl::StrCat(
                       "@", absl::StrFormat("%.9f", absl::ToDoubleSeconds(newest_.modified -
                                                                          absl::UnixEpoch())))),
                   " \"$file\""),
               context_)
        .status();
  }

  absl::StatusOr<Probe> Truncate() {
    const double share = fault_.keep_share() > 0 ? fault_.keep_share() : kDefaultShare;
    const auto kept = static_cast<int64_t>(static_cast<double>(newest_.bytes) * share);
    context_.random->Note(absl::StrCat(newest_.path, " cut at"), absl::StrCat(kept));
    RETURN_IF_ERROR(Rewrite(absl::StrCat("truncate -s ", kept, " \"$file\"")));
    return NotRestored(fault_);
  }

  // Dumps a database that every server has and that is not the stack's.
  absl::StatusOr<Probe> DumpAnother() {
    ASSIGN_OR_RETURN(const DatabaseServer server, DatabaseServer::Locate(context_, ""));
    const Database& database = context_.stack.database();
    const std::string other = database.name() == "postgres" ? "template1" : "postgres";
    RETURN_IF_ERROR(Rewrite(absl::StrCat("docker exec ", server.container().id(),
                                         " pg_dump --clean --if-exists -U ",
                                         ShellQuote(database.user()), " ", other, " >\"$file\"")));
    return NotRestored(fault_);
  }

  absl::StatusOr<Probe> PutOlder() {
    ASSIGN_OR_RETURN(const std::vector<BackupFile> files,
                     Backups(&context_.host, fault_.older_glob()));
    if (files.empty()) {
      return absl::FailedPreconditionError(
          absl::StrCat("no backup on the drill host matches ", fault_.older_glob()));
    }
    const BackupFile& oldest = *std::min_element(files.begin(), files.end(), Older);
    ASSIGN_OR_RETURN(const DatabaseServer server, DatabaseServer::Locate(context_, ""));
    const std::string& query = context_.stack.database().revision_query();
    ASSIGN_OR_RETURN(
        const std::string revision,
        server.Query(query.empty() ? "SELECT version_num FROM alembic_version" : query));
    context_.random->Note(absl::StrCat(newest_.path, " is now"), oldest.path);
    RETURN_IF_ERROR(
        Rewrite(absl::StrCat("cp --remove-destination ", ShellQuote(oldest.path), " \"$file\"")));
    Probe probe = Restores(fault_, "newest_backup_is_of_another_version");
    probe.mutable_backup()->set_revision_not(revision);
    return probe;
  }

  // Makes all matching files older, so that the newest stays the newest but is older than its name
  // says.
  absl::StatusOr<Probe> Age() {
    const int days = fault_.age_days() > 0 ? fault_.age_days() : kDefaultDays;
    RETURN_IF_ERROR(
        ReadFromHost(
            absl::StrCat("compgen -G ", ShellQuote(fault_.glob()),
                         " | while IFS= read -r file; do touch -d \"$(date -d @$(stat -c %Y "
                         "\"$file\")) - ",
                         days, " days\" \"$file\"; done"),
            context_)
            .status());
    return Command("newest_backup_is_old",
                   absl::StrCat("newest=$(ls -td ", fault_.glob(),
                                " | head -n 1); age=$(( ($(date +%s) - $(stat -c %Y "
                                "\"$newest\")) / 86400 )); echo \"$newest is $age days old\"; [ "
                                "\"$age\" -ge ",
                                days, " ]"),
                   "days old");
  }

  absl::StatusOr<Probe> RemoveAll() {
    RETURN_IF_ERROR(ReadFromHost(absl::StrCat("compgen -G ", ShellQuote(fault_.glob()),
                                              " | while IFS= read -r file; do rm -f \"$file\"; "
                                              "done"),
                                 context_)
                        .status());
    Probe probe =
        Command("no_backup",
                absl::StrCat("compgen -G ", ShellQuote(fault_.glob()), " || echo none"), "none");
    return probe;
  }

  const BackupFault& fault_;
  const FaultContext& context_;
  const BackupFile newest_;
};

}  // namespace

absl::StatusOr<Injection> InjectBackup(const BackupFault& fault, const FaultContext& context) {
  absl::StatusOr<BackupFile> newest = NewestBackup(&context.host, fault.glob());
  if (absl::IsNotFound(newest.status())) {
    return absl::FailedPreconditionError(newest.status().message());
  }
  RETURN_IF_ERROR(newest.status());
  const std::string path = newest->path;
  Injection injection;
  ASSIGN_OR_RETURN(*injection.proof.emplace(injection.proof.end()),
                   Breaker(fault, context, *std::move(newest)).Break());
  injection.facts.set_output(
      absl::StrCat(BackupFault::Kind_Name(fault.kind()), ": ", path,
                   fault.kind() == BackupFault::NONE ? " and all others are gone" : ""));
  return injection;
}

}  // namespace drill
