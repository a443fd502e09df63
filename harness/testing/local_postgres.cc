#include "harness/testing/local_postgres.h"

#include <glob.h>
#include <stdlib.h>
#include <unistd.h>

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/base/subprocess.h"

namespace drill {
namespace {

// Any account but root; PostgreSQL refuses that one.
constexpr uid_t kNobody = 65534;

// Directory of the newest server's programs; empty when there is none.
std::string ServerBinaries() {
  glob_t found;
  std::string directory;
  if (glob("/usr/lib/postgresql/*/bin/initdb", 0, nullptr, &found) == 0) {
    const std::string newest = found.gl_pathv[found.gl_pathc - 1];
    directory = newest.substr(0, newest.rfind('/'));
  }
  globfree(&found);
  return directory;
}

absl::Status RunAsNobody(std::vector<std::string> argv, const std::string& directory) {
  if (geteuid() == 0) {
    const std::vector<std::string> prefix = {"setpriv", absl::StrCat("--reuid=", kNobody),
                                             absl::StrCat("--regid=", kNobody), "--clear-groups"};
    argv.insert(argv.begin(), prefix.begin(), prefix.end());
  }
  SubprocessOptions options;
  options.working_directory = directory;
  return CheckedOutput(argv, options).status();
}

}  // namespace

absl::StatusOr<std::unique_ptr<LocalPostgres>> LocalPostgres::Start() {
  std::unique_ptr<LocalPostgres> server(new LocalPostgres());
  server->binaries_ = ServerBinaries();
  if (server->binaries_.empty()) {
    return absl::UnimplementedError("no PostgreSQL server; Debian's package is postgresql");
  }
  // Short: a socket's address has little room.
  std::string pattern = "/tmp/postgresXXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) return absl::InternalError("no directory in /tmp");
  const std::string directory = server->directory_ = pattern;
  if (geteuid() == 0 && chown(directory.c_str(), kNobody, kNobody) != 0) {
    return absl::InternalError("cannot hand a directory to another account");
  }
  server->login_.address = directory;
  server->login_.name = "test";
  server->login_.user = "postgres";
  const std::string data = absl::StrCat(directory, "/data");
  RETURN_IF_ERROR(RunAsNobody({server->binaries_ + "/initdb", "-D", data, "-U", "postgres", "-A",
                               "trust", "--no-sync", "-E", "UTF8", "--locale=C"},
                              directory));
  RETURN_IF_ERROR(RunAsNobody(
      {server->binaries_ + "/pg_ctl", "-D", data, "-w", "-l", absl::StrCat(directory, "/log"), "-o",
       absl::StrCat("-c listen_addresses= -c fsync=off -k ", directory), "start"},
      directory));
  RETURN_IF_ERROR(CheckedOutput({"psql", "-q", "-h", directory, "-U", "postgres", "-d", "postgres",
                                 "-c", "CREATE DATABASE test"})
                      .status());
  return server;
}

LocalPostgres::~LocalPostgres() {
  if (directory_.empty()) return;
  RunAsNobody({binaries_ + "/pg_ctl", "-D", absl::StrCat(directory_, "/data"), "-m", "immediate",
               "-w", "stop"},
              directory_)
      .IgnoreError();
  RemoveAll(directory_).IgnoreError();
}

absl::Status LocalPostgres::Execute(const std::string& statements) const {
  SubprocessOptions options;
  options.stdin_content = statements;
  return CheckedOutput({"psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", login_.address, "-U",
                        login_.user, "-d", login_.name, "-f", "-"},
                       options)
      .status();
}

}  // namespace drill
