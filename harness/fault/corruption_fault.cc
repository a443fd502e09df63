#include "harness/fault/corruption_fault.h"

#include <utility>

#include "harness/base/status_macros.h"
#include "harness/fault/database_server.h"
#include "harness/fault/relation_corruption.h"
#include "harness/fault/server_corruption.h"
#include "harness/fault/sqlite_corruption.h"

namespace drill {

absl::StatusOr<Injection> InjectCorruption(const CorruptionFault& fault,
                                           const FaultContext& context) {
  if (fault.kind() == CorruptionFault::SQLITE_PAGES ||
      fault.kind() == CorruptionFault::SQLITE_STALE_WAL) {
    return InjectSqliteCorruption(fault, context);
  }
  ASSIGN_OR_RETURN(DatabaseServer server, DatabaseServer::Locate(context, fault.service()));
  switch (fault.kind()) {
    case CorruptionFault::WAL:
      return InjectWalCorruption(std::move(server), fault, context);
    case CorruptionFault::CONTROL_FILE:
      return InjectControlFileCorruption(std::move(server), fault, context);
    case CorruptionFault::CATALOGUE_ROW:
      return InjectCatalogueCorruption(server, fault, context);
    default:
      return InjectRelationCorruption(fault, std::move(server), context);
  }
}

}  // namespace drill
