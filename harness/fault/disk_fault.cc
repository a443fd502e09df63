#include "harness/fault/disk_fault.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "harness/base/status_macros.h"
#include "harness/fault/limited_disk.h"

namespace drill {
namespace {

// Room that the running system may free or use between the filling and the proof.
constexpr int64_t kSlack = 256 << 10;
constexpr int64_t kCanary = 1 << 20;
// Limit on the files made to use up the inodes: more would take too long.
constexpr int64_t kMostInodes = 1'000'000;

std::string PathOf(const Filling& filling, int64_t number) {
  return absl::StrReplaceAll(filling.path(), {{"{n}", absl::StrCat(number)}});
}

// A second between them, so that `ls -t` has one order.
absl::Time TimeOf(const Filling& filling, int64_t number) {
  return absl::Now() - absl::Hours(24) * filling.age_days() - absl::Seconds(number - 1);
}

std::vector<Filling> FillingsOf(const DiskFault& fault) {
  if (fault.filling_size() > 0) return {fault.filling().begin(), fault.filling().end()};
  Filling own;
  const bool full = fault.kind() == DiskFault::FULL;
  own.set_path(absl::StrCat(fault.path(), full ? "/.drill-filler" : "/.drill-inodes/{n}"));
  return {own};
}

absl::Status FillUp(const LimitedDisk& disk, const std::vector<Filling>& fillings, int64_t leave) {
  for (size_t i = 0; i + 1 < fillings.size(); ++i) {
    for (int n = 1; n <= std::max(fillings[i].count(), 1); ++n) {
      RETURN_IF_ERROR(
          disk.Make({PathOf(fillings[i], n), fillings[i].bytes(), TimeOf(fillings[i], n)}));
    }
  }
  const Filling& last = fillings.back();
  return disk.MakeLast({PathOf(last, 1), 0, TimeOf(last, 1)}, leave).status();
}

absl::Status UseUpInodes(const LimitedDisk& disk, const std::vector<Filling>& fillings) {
  for (const Filling& filling : fillings) {
    for (int64_t n = 1; filling.count() == 0 || n <= filling.count(); ++n) {
      ASSIGN_OR_RETURN(const DiskRoom room, disk.Room());
      if (room.inodes == 0) return absl::OkStatus();
      RETURN_IF_ERROR(disk.Make({PathOf(filling, n), 0, TimeOf(filling, n)}));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckCanBeFilled(const DiskFault& fault, const std::vector<Filling>& fillings,
                              const DiskRoom& before) {
  if (fault.kind() == DiskFault::INODES) {
    if (before.inodes == 0 || before.inodes > kMostInodes) {
      return absl::FailedPreconditionError(absl::StrCat(fault.path(), ": has ", before.inodes,
                                                        " free inodes, not 1 to ", kMostInodes,
                                                        "; give its disk fewer inodes"));
    }
    return absl::OkStatus();
  }
  int64_t needed = fault.leave_bytes() + 1;
  for (const Filling& filling : fillings) needed += filling.bytes() * std::max(filling.count(), 1);
  if (needed <= before.bytes) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat(fault.path(), ": what should fill it and what should stay free need ", needed,
                   " bytes, and only ", before.bytes, " are free"));
}

std::vector<Probe> Proof(const DiskFault& fault) {
  Probe probe;
  DiskProbe& disk = *probe.mutable_disk();
  disk.set_path(fault.path());
  disk.set_canary(DiskProbe::CANARY_MUST_FAIL);
  if (fault.kind() == DiskFault::FULL) {
    probe.set_name("disk_full");
    disk.mutable_bytes()->set_at_most(absl::StrCat(fault.leave_bytes() + kSlack));
    disk.set_canary_bytes(fault.leave_bytes() + kCanary);
  } else {
    probe.set_name("no_inodes_left");
    disk.mutable_inodes()->set_at_most("0");
    disk.set_canary_bytes(1);
  }
  return {probe};
}

}  // namespace

absl::StatusOr<Injection> InjectDisk(const DiskFault& fault, const FaultContext& context) {
  ASSIGN_OR_RETURN(const LimitedDisk disk, LimitedDisk::Open(context.host, fault.path()));
  ASSIGN_OR_RETURN(const DiskRoom before, disk.Room());
  const std::vector<Filling> fillings = FillingsOf(fault);
  RETURN_IF_ERROR(CheckCanBeFilled(fault, fillings, before));
  RETURN_IF_ERROR(fault.kind() == DiskFault::FULL ? FillUp(disk, fillings, fault.leave_bytes())
                                                  : UseUpInodes(disk, fillings));
  ASSIGN_OR_RETURN(const DiskRoom after, disk.Room());
  Injection injection;
  injection.facts.set_output(absl::StrCat(fault.path(), ": ", before.bytes, " bytes and ",
                                          before.inodes, " inodes were free, now ", after.bytes,
                                          " and ", after.inodes));
  injection.proof = Proof(fault);
  return injection;
}

}  // namespace drill
