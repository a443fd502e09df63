#include "harness/scenario/disk_fault_validator.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "harness/base/at_or_below.h"

namespace drill {
namespace {

void ValidateFilling(const std::string& path, const Filling& filling, bool full, bool last,
                     FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "path"), filling.path(), "a file on the drill host");
  checker->AbsolutePath(FieldPath(path, "path"), filling.path());
  if (filling.count() < 0) checker->Add(FieldPath(path, "count"), "is negative");
  if (filling.bytes() < 0) checker->Add(FieldPath(path, "bytes"), "is negative");
  if (filling.age_days() < 0) checker->Add(FieldPath(path, "age_days"), "is negative");
  const bool several = filling.count() > 1 || (!full && filling.count() == 0);
  if (several && !absl::StrContains(filling.path(), "{n}"))
    checker->Add(FieldPath(path, "path"), "is the same for several files", "put {n} into it");
  if (!full && filling.bytes() != 0)
    checker->Add(FieldPath(path, "bytes"), "is set where inodes are used up", "leave it out");
  if (full && last && (filling.bytes() > 0 || filling.count() > 1)) {
    checker->Add(path, "is the last and leaves the disk with room",
                 "end with one file without bytes, which takes what is still free");
  }
  if (full && !last && filling.bytes() == 0)
    checker->Add(path, "takes all that is free, and is not the last", "give it a size");
  if (!full && !last && filling.count() == 0)
    checker->Add(path, "takes all inodes, and is not the last", "give it a count");
}

}  // namespace

bool ValidateDiskFault(const std::string& path, const DiskFault& fault, FieldChecker* checker) {
  checker->Require(FieldPath(path, "kind"), fault.kind() != DiskFault::KIND_UNSPECIFIED,
                   "FULL or INODES");
  checker->RequireText(FieldPath(path, "path"), fault.path(), "a directory on the drill host");
  checker->AbsolutePath(FieldPath(path, "path"), fault.path());
  if (fault.leave_bytes() < 0) checker->Add(FieldPath(path, "leave_bytes"), "is negative");
  const bool full = fault.kind() == DiskFault::FULL;
  if (!full && fault.leave_bytes() > 0) {
    checker->Add(FieldPath(path, "leave_bytes"), "is set where inodes are used up", "leave it out");
  }
  for (int i = 0; i < fault.filling_size(); ++i) {
    ValidateFilling(FieldPath(path, "filling", i), fault.filling(i), full,
                    i + 1 == fault.filling_size(), checker);
  }
  return true;
}

void CheckDiskOf(const std::string& path, const DiskFault& fault,
                 const google::protobuf::RepeatedPtrField<Disk>& disks, FieldChecker* checker) {
  const auto is_limited = [&](absl::string_view file) {
    return std::any_of(disks.begin(), disks.end(),
                       [&](const Disk& disk) { return IsAtOrBelow(file, disk.path()); });
  };
  if (!fault.path().empty() && !is_limited(fault.path())) {
    checker->Add(FieldPath(path, "path"),
                 absl::StrCat("is on none of the scenario's disks: ", fault.path()),
                 "only a disk of limited size is ever filled; add one to disks");
  }
  for (int i = 0; i < fault.filling_size(); ++i) {
    const std::string& file = fault.filling(i).path();
    if (file.empty() || is_limited(file)) continue;
    checker->Add(FieldPath(FieldPath(path, "filling", i), "path"),
                 absl::StrCat("is on none of the scenario's disks: ", file),
                 "fill the disk that the fault's path lies on");
  }
}

}  // namespace drill
