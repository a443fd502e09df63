#include "harness/fault/server_corruption.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "harness/base/descriptor.h"
#include "harness/base/status_macros.h"
#include "harness/fault/page_file.h"

namespace drill {
namespace {

constexpr int kDefaultBits = 8;
// Header of a log record: its length, its predecessor, its kind and its checksum.
constexpr int64_t kRecordHeader = 24;
// System identifier and version numbers: the same in every copy of one seed, unlike the positions
// and times behind them.
constexpr int64_t kStableControl = 16;

int Bits(const CorruptionFault& fault) { return fault.bits() > 0 ? fault.bits() : kDefaultBits; }

absl::StatusOr<int64_t> Number(const std::string& text) {
  int64_t number;
  if (absl::SimpleAtoi(text, &number)) return number;
  return absl::FailedPreconditionError(absl::StrCat("the server said no number but: ", text));
}

// Starts the server, which must not come up, and says how that shows.
absl::StatusOr<Injection> StartBroken(DatabaseServer* server, const std::string& what,
                                      const std::string& log_line) {
  RETURN_IF_ERROR(server->container().Start());
  Injection injection;
  injection.facts.set_output(
      absl::StrCat(server->container().service(), " was ", what, " and started again"));
  ASSIGN_OR_RETURN(Probe down, server->container().DoesNotStayUp());
  injection.proof.push_back(std::move(down));
  injection.proof.push_back(server->container().SaysSinceStart("server_log", log_line));
  return injection;
}

}  // namespace

absl::StatusOr<Injection> InjectWalCorruption(DatabaseServer server, const CorruptionFault& fault,
                                              const FaultContext& context) {
  ASSIGN_OR_RETURN(
      const std::vector<std::string> row,
      server.Row("SELECT (w).file_name, (w).file_offset, current_setting('wal_block_size') FROM "
                 "(SELECT pg_walfile_name_offset(checkpoint_lsn) AS w FROM "
                 "pg_control_checkpoint()) AS latest"));
  if (row.size() != 3) return absl::FailedPreconditionError("the server names no checkpoint");
  ASSIGN_OR_RETURN(const int64_t offset, Number(row[1]));
  ASSIGN_OR_RETURN(const int64_t block, Number(row[2]));
  RETURN_IF_ERROR(server.container().Kill());
  const std::string name = absl::StrCat("pg_wal/", row[0]);
  ASSIGN_OR_RETURN(const Descriptor opened, server.OpenFile(name));
  const PageFile log(opened.Path(), name, block, context.random);
  const int64_t begin = offset % block;
  RETURN_IF_ERROR(log.FlipBits(offset / block, Bits(fault), [=](absl::string_view) {
    return std::vector<PageFile::Range>{{begin, std::min(begin + kRecordHeader, block)}};
  }));
  return StartBroken(&server, "killed, the latest checkpoint's record in its log broken,",
                     "could not locate a valid checkpoint record");
}

absl::StatusOr<Injection> InjectControlFileCorruption(DatabaseServer server,
                                                      const CorruptionFault& fault,
                                                      const FaultContext& context) {
  RETURN_IF_ERROR(server.container().Stop());
  const std::string name = "global/pg_control";
  ASSIGN_OR_RETURN(const Descriptor opened, server.OpenFile(name));
  const PageFile control(opened.Path(), name, kStableControl, context.random);
  RETURN_IF_ERROR(control.FlipBits(0, Bits(fault), [](absl::string_view) {
    return std::vector<PageFile::Range>{{0, kStableControl}};
  }));
  return StartBroken(&server, "stopped, its control file broken,",
                     "incorrect checksum in control file|incompatible with server");
}

absl::StatusOr<Injection> InjectCatalogueCorruption(const DatabaseServer& server,
                                                    const CorruptionFault& fault,
                                                    const FaultContext& context) {
  const std::string of_table = absl::StrCat("attrelid = to_regclass(", SqlQuote(fault.relation()),
                                            ") AND attnum > 0 AND NOT attisdropped");
  ASSIGN_OR_RETURN(
      const std::string listed,
      server.Query(absl::StrCat("SELECT attrelid::oid || '|' || attname FROM pg_attribute WHERE ",
                                of_table, " ORDER BY attnum")));
  const std::vector<std::string> columns = absl::StrSplit(listed, '\n', absl::SkipEmpty());
  if (columns.empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat("the database has no table ", fault.relation()));
  }
  const std::string& drawn = columns[context.random->Below(columns.size(), "column")];
  const std::vector<std::string> oid_and_name = absl::StrSplit(drawn, absl::MaxSplits('|', 1));
  context.random->Note("row of pg_attribute that is deleted",
                       absl::StrCat(fault.relation(), ".", oid_and_name[1]));
  RETURN_IF_ERROR(server
                      .Query(absl::StrCat("SET allow_system_table_mods = on; DELETE FROM "
                                          "pg_attribute WHERE ",
                                          of_table, " AND attname = ", SqlQuote(oid_and_name[1])))
                      .status());
  Injection injection;
  injection.facts.set_output(absl::StrCat("column ", oid_and_name[1], " of ", fault.relation(),
                                          " is gone from the catalogue"));
  Probe probe;
  probe.set_name("catalogue_refused");
  probe.mutable_sql()->set_service(fault.service());
  probe.mutable_sql()->set_query(absl::StrCat("SELECT count(*) FROM ", fault.relation()));
  probe.mutable_sql()->set_error_contains(absl::StrCat(
      "pg_attribute catalog is missing 1 attribute(s) for relation OID ", oid_and_name[0]));
  injection.proof.push_back(std::move(probe));
  return injection;
}

}  // namespace drill
