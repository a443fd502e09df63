#include "harness/quarterly/resume_quarterly.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "harness/base/status_macros.h"
#include "harness/drill/debrief.h"
#include "harness/journal/journal_reader.h"
#include "harness/journal/journal_writer.h"
#include "harness/journal/summary.h"
#include "harness/journal/verdict.h"
#include "reports/run_directory.h"

namespace drill {
namespace {

bool IsQuarterly(const Journal& journal) {
  return std::any_of(journal.events.begin(), journal.events.end(),
                     [](const Event& event) { return event.has_quarterly(); });
}

// Since the drill began, by the wall clock: the monotonic one may have begun anew.
absl::Duration ElapsedSince(const Event& last, Clock& clock) {
  absl::Time then;
  std::string ignored;
  const absl::Duration at = absl::Microseconds(last.at_us());
  if (!absl::ParseTime(absl::RFC3339_full, last.wall_time(), &then, &ignored)) return at;
  return at + std::max(absl::ZeroDuration(), clock.Wall() - then);
}

absl::Status AskTheRest(const std::string& file, const Journal& journal, Lead& lead, Clock& clock,
                        const Masker& masker) {
  ASSIGN_OR_RETURN(
      const std::unique_ptr<JournalWriter> writer,
      JournalWriter::Resume(file, clock, &masker, ElapsedSince(journal.events.back(), clock)));
  const EventSink sink = [&writer](Event event) { return writer->Write(std::move(event)); };
  const absl::Status asked = Debrief(OpenItems(journal.events), lead, sink);
  const bool left = absl::IsCancelled(asked) || absl::IsFailedPrecondition(asked);
  return left ? absl::OkStatus() : asked;
}

}  // namespace

absl::StatusOr<Summary> ResumeQuarterly(const std::string& run_directory, Lead& lead, Clock& clock,
                                        const Masker& masker) {
  const std::string file = absl::StrCat(run_directory, "/journal.jsonl");
  ASSIGN_OR_RETURN(Journal journal, ReadJournal(file));
  if (!IsQuarterly(journal))
    return absl::InvalidArgumentError(absl::StrCat(
        file, ": is of no quarterly drill; name the directory that `quarterly` wrote"));
  if (!IsDebriefed(journal.events)) {
    RETURN_IF_ERROR(AskTheRest(file, journal, lead, clock, masker));
    ASSIGN_OR_RETURN(journal, ReadJournal(file));
  }
  Summary summary = Summarize(journal, Judge(journal.events));
  RETURN_IF_ERROR(WriteReports(summary, run_directory));
  return summary;
}

}  // namespace drill
