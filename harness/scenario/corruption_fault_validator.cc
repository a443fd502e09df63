#include "harness/scenario/corruption_fault_validator.h"

#include "absl/strings/str_cat.h"

namespace drill {
namespace {

bool IsSqlite(const CorruptionFault& fault) {
  return fault.kind() == CorruptionFault::SQLITE_PAGES ||
         fault.kind() == CorruptionFault::SQLITE_STALE_WAL;
}

bool NeedsRelation(const CorruptionFault& fault) {
  return !IsSqlite(fault) && fault.kind() != CorruptionFault::WAL &&
         fault.kind() != CorruptionFault::CONTROL_FILE;
}

bool BreaksPages(const CorruptionFault& fault) {
  return NeedsRelation(fault) && fault.kind() != CorruptionFault::CATALOGUE_ROW;
}

}  // namespace

bool ValidateCorruptionFault(const std::string& path, const CorruptionFault& fault,
                             FieldChecker* checker) {
  const std::string kind = CorruptionFault::Kind_Name(fault.kind());
  if (!checker->Require(FieldPath(path, "kind"), fault.kind() != CorruptionFault::KIND_UNSPECIFIED,
                        "say what is broken")) {
    return true;
  }
  if (NeedsRelation(fault)) {
    checker->RequireText(FieldPath(path, "relation"), fault.relation(),
                         fault.kind() == CorruptionFault::INDEX ? "a B-tree index" : "a table");
  } else if (!fault.relation().empty()) {
    checker->Add(FieldPath(path, "relation"), absl::StrCat("means nothing to ", kind));
  }
  if (IsSqlite(fault)) {
    checker->RequireText(FieldPath(path, "file"), fault.file(), "an SQLite file");
    checker->AbsolutePath(FieldPath(path, "file"), fault.file());
  } else if (!fault.file().empty()) {
    checker->Add(FieldPath(path, "file"), absl::StrCat("means nothing to ", kind));
  }
  if (fault.checksums() != CorruptionFault::CHECKSUMS_AS_THEY_ARE && !BreaksPages(fault)) {
    checker->Add(FieldPath(path, "checksums"), absl::StrCat("makes no difference to ", kind));
  }
  if (fault.pages() < 0) checker->Add(FieldPath(path, "pages"), "is negative");
  if (fault.bits() < 0) checker->Add(FieldPath(path, "bits"), "is negative");
  // The smallest thing that is broken, bit by bit, has 16 bytes.
  if (fault.bits() > 64) {
    checker->Add(FieldPath(path, "bits"), "is more than a damaged page has", "1 to 64");
  }
  return true;
}

}  // namespace drill
