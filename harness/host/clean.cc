#include "harness/host/clean.h"

#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/status_macros.h"
#include "harness/host/inventory.h"
#include "harness/host/kept_host.h"

namespace drill {
namespace {

constexpr absl::Duration kLimit = absl::Seconds(10);

void MoveInto(std::vector<std::string> from, std::vector<std::string>& to) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

// A living session may be sealing such a tree at this moment, so none is touched while there is
// one.
void RemoveIncomplete(Store& store, TreeKind kind, CleanReport& report) {
  for (const std::string& name : store.List(kind)) {
    // Only NotFound means incomplete. A tree of another version, or one that cannot be read now,
    // stays.
    if (!absl::IsNotFound(store.Check(kind, name))) continue;
    const std::string what = absl::StrCat("incomplete tree ", store.PathOf(kind, name));
    (store.Remove(kind, name).ok() ? report.removed : report.left).push_back(what);
  }
}

void RemoveSession(Store& store, const std::string& session, CleanReport& report) {
  MoveInto(RemoveResidue(store, session, kLimit), report.removed);
  MoveInto(Inventory(store, session), report.left);
}

}  // namespace

absl::StatusOr<CleanReport> CleanKept(Store& store, const std::string& id) {
  ASSIGN_OR_RETURN(const KeptHost host, FindKeptHost(store.cache_directory(), id));
  CleanReport report;
  const std::string session = SessionOf(host.id);
  if (IsAlive(store.cache_directory(), session)) {
    report.in_use.push_back(session);
  } else {
    RemoveSession(store, session, report);
  }
  return report;
}

CleanReport Clean(Store& store) {
  CleanReport report;
  for (const std::string& session : SessionsWithResidue(store)) {
    if (IsAlive(store.cache_directory(), session)) {
      report.in_use.push_back(session);
      continue;
    }
    RemoveSession(store, session, report);
  }
  if (report.in_use.empty()) {
    for (const TreeKind kind :
         {TreeKind::kRootfs, TreeKind::kImages, TreeKind::kSeed, TreeKind::kFailed})
      RemoveIncomplete(store, kind, report);
  }
  return report;
}

}  // namespace drill
