#include "harness/probe/unpacked_backup.h"

#include <map>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "harness/base/one_line.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

// The command's own output is kept apart from what is said here.
constexpr char kScript[] = R"bash(
set -u
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 3
BACKUP=$DRILL_FILE bash -euo pipefail -c "$DRILL_UNPACK"
)bash";

bool IsWithin(double value, const BackupFact& fact) {
  double bound;
  if (absl::SimpleAtod(fact.at_least(), &bound) && value < bound) return false;
  return !absl::SimpleAtod(fact.at_most(), &bound) || value <= bound;
}

std::string Wanted(const BackupFact& fact) {
  std::string wanted;
  if (!fact.at_least().empty()) absl::StrAppend(&wanted, ", at least ", fact.at_least());
  if (!fact.at_most().empty()) absl::StrAppend(&wanted, ", at most ", fact.at_most());
  return absl::StrCat(wanted, " are expected");
}

}  // namespace

std::string WhyFactsAreWrong(const UnpackedBackup& unpack, absl::string_view printed) {
  std::map<std::string, std::string> values;
  for (absl::string_view line : absl::StrSplit(printed, '\n', absl::SkipWhitespace())) {
    const std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipWhitespace());
    if (words.size() == 2) values[words[0]] = words[1];
  }
  for (const BackupFact& fact : unpack.facts()) {
    const auto value = values.find(fact.name());
    if (value == values.end()) return absl::StrCat("it says nothing of ", fact.name());
    double number;
    if (!absl::SimpleAtod(value->second, &number))
      return absl::StrCat(fact.name(), " is no number: ", value->second);
    if (!IsWithin(number, fact))
      return absl::StrCat(fact.name(), ": ", value->second, Wanted(fact));
  }
  return "";
}

absl::StatusOr<RestoredBackup> UnpackBackup(const ProbeContext& context,
                                            const UnpackedBackup& unpack, const std::string& path,
                                            absl::Duration timeout) {
  ExecOptions options;
  options.timeout = timeout;
  options.env = {{"DRILL_FILE", path}, {"DRILL_UNPACK", unpack.command()}};
  ASSIGN_OR_RETURN(const SubprocessResult result,
                   context.host->Exec({"bash", "-c", kScript}, options));
  if (result.timed_out)
    return absl::DeadlineExceededError(
        absl::StrCat(path, " was not unpacked within ", absl::FormatDuration(timeout)));
  RestoredBackup restored;
  restored.loaded = result.succeeded();
  restored.said = OneLine(result.stderr_content);
  restored.wrong_facts = WhyFactsAreWrong(unpack, result.stdout_content);
  return restored;
}

}  // namespace drill
