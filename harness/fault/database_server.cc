#include "harness/fault/database_server.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "harness/base/shell_quote.h"
#include "harness/base/status_macros.h"
#include "harness/fault/host_command.h"
#include "harness/host/root_directory.h"

namespace drill {

absl::StatusOr<DatabaseServer> DatabaseServer::Locate(const FaultContext& context,
                                                      const std::string& service) {
  const std::string& name = service.empty() ? context.stack.database().service() : service;
  if (name.empty()) return absl::FailedPreconditionError("the stack has no database service");
  ASSIGN_OR_RETURN(StoppableContainer container, StoppableContainer::Locate(context, name));
  DatabaseServer server(context, std::move(container));
  RETURN_IF_ERROR(server.LocateFiles());
  return server;
}

absl::Status DatabaseServer::LocateFiles() {
  ASSIGN_OR_RETURN(data_directory_, Query("SHOW data_directory"));
  ASSIGN_OR_RETURN(
      const std::string mounts,
      ReadFromHost(absl::StrCat("docker inspect -f '{{range .Mounts}}{{.Destination}}|{{.Source}}"
                                "{{println}}{{end}}' ",
                                container_.id()),
                   context_));
  size_t longest = 0;
  for (absl::string_view line : absl::StrSplit(mounts, '\n', absl::SkipWhitespace())) {
    const std::vector<std::string> mount = absl::StrSplit(line, absl::MaxSplits('|', 1));
    if (mount.size() != 2 || mount[0].size() < longest) continue;
    if (data_directory_ != mount[0] && !absl::StartsWith(data_directory_, mount[0] + "/")) continue;
    longest = mount[0].size();
    host_directory_ = absl::StrCat(mount[1], data_directory_.substr(longest));
  }
  if (!host_directory_.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat(container_.service(), " keeps ", data_directory_,
                   " on no volume, where its files could be reached while it is stopped"));
}

absl::StatusOr<std::string> DatabaseServer::Query(const std::string& sql) const {
  ExecOptions options;
  options.timeout = absl::Seconds(60);
  options.stop = context_.stop;
  options.stdin_content = sql;
  const Database& database = context_.stack.database();
  ASSIGN_OR_RETURN(
      const SubprocessResult result,
      context_.host.Exec({"docker", "exec", "-i", container_.id(), "psql", "-X", "-q", "-A", "-t",
                          "-v", "ON_ERROR_STOP=1", "-U", database.user(), "-d", database.name()},
                         options));
  if (!result.succeeded()) {
    return absl::FailedPreconditionError(absl::StrCat(
        container_.service(), ": ", absl::StripAsciiWhitespace(result.stderr_content)));
  }
  return std::string(absl::StripAsciiWhitespace(result.stdout_content));
}

absl::StatusOr<std::vector<std::string>> DatabaseServer::Row(const std::string& sql) const {
  ASSIGN_OR_RETURN(const std::string text, Query(sql));
  return std::vector<std::string>(absl::StrSplit(text, '|'));
}

absl::StatusOr<Descriptor> DatabaseServer::OpenFile(absl::string_view relative) const {
  ASSIGN_OR_RETURN(const RootDirectory root, context_.host.Root());
  absl::StatusOr<Descriptor> file =
      root.OpenPath(absl::StrCat(host_directory_, "/", relative), O_PATH);
  if (file.ok()) return file;
  if (absl::IsNotFound(file.status()))
    return absl::FailedPreconditionError(absl::StrCat(relative, ": there is no such file"));
  return absl::FailedPreconditionError(
      absl::StrCat(relative, " cannot be opened: ", file.status().message()));
}

absl::Status DatabaseServer::SetChecksums(bool on) const {
  struct stat owner, root;
  const absl::StatusOr<Descriptor> version = OpenFile("PG_VERSION");
  ASSIGN_OR_RETURN(const RootDirectory machine, context_.host.Root());
  ASSIGN_OR_RETURN(const Descriptor top, machine.OpenPath("/", O_PATH | O_DIRECTORY));
  // Users of the machine may have other numbers here; its root is its user 0.
  if (!version.ok() || fstat(version->get(), &owner) != 0 || fstat(top.get(), &root) != 0) {
    return absl::FailedPreconditionError(absl::StrCat(host_directory_, " holds no PG_VERSION"));
  }
  return ReadFromHost(
             absl::StrCat("docker run --rm --network none --volumes-from ", container_.id(),
                          " --user ", owner.st_uid - root.st_uid, ":", owner.st_gid - root.st_gid,
                          " --entrypoint pg_checksums \"$(docker inspect -f '{{.Image}}' ",
                          container_.id(), ")\" ", on ? "--enable" : "--disable", " --no-sync -D ",
                          ShellQuote(data_directory_)),
             context_)
      .status();
}

std::string SqlQuote(absl::string_view text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "''"}}), "'");
}

}  // namespace drill
