// When a backup was begun: from then on nothing more went into it, however long it took to write
// and whoever touched the file since.
#ifndef HARNESS_PROBE_DUMP_TIME_H_
#define HARNESS_PROBE_DUMP_TIME_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/probe/probe_context.h"
#include "harness/probe/recovery_point.h"

namespace drill {

struct DumpTime {
  // What had been acknowledged before this instant must be in the backup.
  absl::Time begun;
  // From what it is known, for the report.
  std::string evidence;
};

// Evidence of a backup's time besides its file's name and times.
struct DumpHints {
  // The line of `pg_restore --list` or of a verbose plain dump that names the time; empty: neither.
  std::string content;
  // The drill host's local time minus UTC: names and contents may use local time.
  absl::Duration utc_offset;
};

// The best evidence there is, in this order: what the dump itself says, a time in the file's name,
// the file's earliest time. A time that is later than the file's last modification is none. Pure.
DumpTime JudgeDumpTime(const BackupFile& file, const DumpHints& hints);

// Looks into the file on the drill host; an archive is listed by the database service's pg_restore
// where the host has none. An error means that the host could not be asked.
absl::StatusOr<DumpTime> FindDumpTime(const ProbeContext& context, const BackupFile& file);

}  // namespace drill

#endif  // HARNESS_PROBE_DUMP_TIME_H_
