#include "harness/probe/dump_time.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "harness/base/regex.h"
#include "harness/base/status_macros.h"
#include "harness/host/container_id_command.h"

namespace drill {
namespace {

constexpr absl::Duration kLookLimit = absl::Seconds(30);

// Tolerance for times in names and contents: whole seconds, of a clock that may not be the host's.
constexpr absl::Duration kSlack = absl::Minutes(1);
// A date alone may be that of any time zone.
constexpr absl::Duration kZones = absl::Hours(14);

// Line 1: the host's local time against UTC, at the file's modification. Line 2: what the dump
// says. An archive keeps its time without a zone; as UTC it is printed as it was kept.
constexpr char kScript[] = R"bash(
date -d "@$DRILL_MODIFIED" +%z
content() {
  if [ "$(head -c 2 "$DRILL_FILE" | od -An -tx1)" = ' 1f 8b' ]; then zcat "$DRILL_FILE" 2>/dev/null
  else cat "$DRILL_FILE"; fi
}
list() {
  if command -v pg_restore >/dev/null; then TZ=UTC pg_restore --list 2>/dev/null; else
    container=$(eval "$DRILL_FIND_DATABASE")
    [ -z "$container" ] || docker exec -i -e TZ=UTC "$container" pg_restore --list 2>/dev/null
  fi
}
if [ "$(content | head -c 5 | tr -d '\0')" = PGDMP ]; then
  content | list | grep -m 1 -a 'Archive created at'
else
  content | head -n 60 | head -c 65536 | grep -m 1 -a '^-- Started on'
fi
true
)bash";

// A date, and perhaps a time of day, without their zone.
struct Stamp {
  absl::CivilSecond at;
  bool has_time = false;
  bool utc = false;
  // Set for seconds since 1970, which do not depend on a time zone.
  std::optional<absl::Time> exact;
};

int Number(const std::string& digits) {
  int value = 0;
  return absl::SimpleAtoi(digits, &value) ? value : 0;
}

std::optional<Stamp> FindStamp(absl::string_view text) {
  static const RE2 kDate(
      "(?:^|[^0-9])((?:19|20)[0-9]{2})[-_.]?([01][0-9])[-_.]?([0-3][0-9])"
      "(?:[-T_ .]?([0-2][0-9])[-_:.h]?([0-5][0-9])(?:[-_:.m]?([0-5][0-9]))?(Z)?)?(?:[^0-9]|$)");
  static const RE2 kSeconds("(?:^|[^0-9])(1[0-9]{9})(?:[^0-9]|$)");
  if (const auto match = FindRegex(kDate, text)) {
    const auto part = [&match](size_t group) { return Number(match->str(group)); };
    Stamp stamp;
    stamp.has_time = match->matched(4) && !match->groups[4].empty();
    stamp.utc = match->matched(7) && !match->groups[7].empty();
    stamp.at = absl::CivilSecond(part(1), part(2), part(3), part(4), part(5), part(6));
    // Thirteen months, or a 31st of a month that has none.
    if (stamp.at.month() == part(2) && stamp.at.day() == part(3) && stamp.at.hour() == part(4))
      return stamp;
  }
  if (const auto match = FindRegex(kSeconds, text)) {
    Stamp stamp;
    stamp.has_time = true;
    stamp.exact = absl::FromUnixSeconds(int64_t{Number(match->str(1))});
    return stamp;
  }
  return std::nullopt;
}

// What the stamp may mean, earliest first.
std::vector<absl::Time> Readings(const Stamp& stamp, absl::Duration utc_offset) {
  if (stamp.exact) return {*stamp.exact};
  const absl::Time utc = absl::FromCivil(stamp.at, absl::UTCTimeZone());
  if (stamp.utc) return {utc};
  std::vector<absl::Time> readings = {utc, utc - utc_offset};
  std::sort(readings.begin(), readings.end());
  return readings;
}

// The latest reading at which the file was not finished yet.
std::optional<absl::Time> Fitting(const Stamp& stamp, absl::Duration utc_offset,
                                  absl::Time modified) {
  std::optional<absl::Time> fitting;
  for (const absl::Time reading : Readings(stamp, utc_offset)) {
    if (reading <= modified + kSlack) fitting = reading;
  }
  return fitting;
}

DumpTime OfFile(const BackupFile& file) {
  if (file.created < file.modified) return {file.created, "when the file came into being"};
  return {file.modified, "the file's last modification; the backup itself may be older"};
}

DumpTime OfName(const Stamp& stamp, const DumpTime& of_file, const BackupFile& file,
                const DumpHints& hints) {
  const std::optional<absl::Time> named = Fitting(stamp, hints.utc_offset, file.modified);
  if (!named)
    return {of_file.begun, absl::StrCat(of_file.evidence, "; its name says a later time")};
  if (stamp.has_time) {
    if (*named <= of_file.begun) return {*named, "the time in its name"};
    // Named a moment after it was begun, or copied under an old time.
    return {of_file.begun, absl::StrCat(of_file.evidence, ", before the time in its name")};
  }
  const absl::Time day_ends = *named + absl::Hours(24) + kZones;
  if (of_file.begun < day_ends)
    return {of_file.begun, absl::StrCat(of_file.evidence, ", on the day in its name")};
  return {*named, "the date in its name, to the day"};
}

absl::Duration ParseOffset(absl::string_view text) {
  static const RE2 kOffset("([-+])([0-9]{2})([0-9]{2})");
  const auto match = FindRegex(kOffset, text);
  if (!match) return absl::ZeroDuration();
  const absl::Duration size =
      absl::Hours(Number(match->str(2))) + absl::Minutes(Number(match->str(3)));
  return match->str(1) == "-" ? -size : size;
}

}  // namespace

DumpTime JudgeDumpTime(const BackupFile& file, const DumpHints& hints) {
  if (const std::optional<Stamp> stamp = FindStamp(hints.content); stamp && stamp->has_time) {
    const std::optional<absl::Time> fitting = Fitting(*stamp, hints.utc_offset, file.modified);
    // A file's time can be set, what is in it cannot.
    return {fitting.value_or(Readings(*stamp, hints.utc_offset).front()),
            "what the dump says of itself"};
  }
  const DumpTime of_file = OfFile(file);
  const std::string name = std::vector<std::string>(absl::StrSplit(file.path, '/')).back();
  const std::optional<Stamp> stamp = FindStamp(name);
  return stamp ? OfName(*stamp, of_file, file, hints) : of_file;
}

absl::StatusOr<DumpTime> FindDumpTime(const ProbeContext& context, const BackupFile& file) {
  ExecOptions options;
  options.timeout = kLookLimit;
  options.env = {{"DRILL_FILE", file.path},
                 {"DRILL_MODIFIED", absl::StrCat(absl::ToUnixSeconds(file.modified))},
                 {"DRILL_FIND_DATABASE",
                  ContainerIdCommand(context.compose_projects, context.database_service)}};
  ASSIGN_OR_RETURN(const SubprocessResult result,
                   context.host->Exec({"bash", "-c", kScript}, options));
  if (!result.succeeded()) return SubprocessError("looking into a backup", result);
  const std::vector<std::string> lines = absl::StrSplit(result.stdout_content, '\n');
  DumpHints hints;
  hints.utc_offset = ParseOffset(lines.front());
  if (lines.size() > 1) hints.content = lines[1];
  return JudgeDumpTime(file, hints);
}

}  // namespace drill
