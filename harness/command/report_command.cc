#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "harness/base/status_macros.h"
#include "harness/command/commands.h"
#include "harness/command/complain.h"
#include "harness/command/reading_commands.h"
#include "harness/drill/exit_codes.h"
#include "harness/drill/worst_exit_code.h"
#include "harness/journal/journal_reader.h"
#include "harness/journal/summary.h"
#include "harness/journal/verdict.h"
#include "reports/console.h"
#include "reports/drills_table.h"
#include "reports/run_directory.h"

namespace drill {
namespace {

constexpr char kJournal[] = "journal.jsonl";

// A run directory, or the journal in it.
std::string DirectoryOf(const std::string& argument) {
  const std::filesystem::path path(argument);
  if (path.filename() != kJournal) return argument;
  return path.has_parent_path() ? path.parent_path().string() : ".";
}

absl::StatusOr<Summary> MakeAgain(const std::string& directory) {
  ASSIGN_OR_RETURN(const Journal journal, ReadJournal(absl::StrCat(directory, "/", kJournal)));
  if (journal.events.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(directory, "/", kJournal, " holds no event; there is nothing to report"));
  }
  Summary summary = Summarize(journal, Judge(journal.events));
  RETURN_IF_ERROR(WriteReports(summary, directory));
  return summary;
}

}  // namespace

int MakeReports(const Options& options) {
  std::vector<Summary> drills;
  std::vector<int> codes;
  for (const std::string& argument : options.arguments) {
    const std::string directory = DirectoryOf(argument);
    absl::StatusOr<Summary> summary = MakeAgain(directory);
    if (!summary.ok()) {
      Complain(summary.status().message());
      codes.push_back(absl::IsInternal(summary.status()) ? kExitMachineError : kExitUnusable);
      continue;
    }
    std::printf("%s", FinalLines(*summary, directory, /*color=*/false, "").c_str());
    codes.push_back(summary->exit_code());
    drills.push_back(*std::move(summary));
  }
  if (drills.size() > 1) std::printf("\n%s", DrillsTable(drills).c_str());
  return WorstExitCode(codes);
}

}  // namespace drill
