#include "harness/runbook/value_lookup.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "harness/base/shell_quote.h"
#include "harness/base/status_macros.h"
#include "harness/base/subprocess.h"
#include "harness/runbook/last_words.h"

namespace drill {

absl::StatusOr<ValueLookups::Value> ValueLookups::Ask(const ValueLookup& lookup) const {
  ExecOptions options;
  options.working_directory = options_.working_directory;
  options.timeout = options_.limit;
  options.stop = options_.stop;
  ASSIGN_OR_RETURN(const SubprocessResult result,
                   host_.Exec({"bash", "-c", lookup.command}, options));
  Value value;
  absl::string_view text = result.stdout_content;
  while (absl::ConsumeSuffix(&text, "\n")) continue;
  const std::string command = absl::StrCat("`", lookup.command, "` ");
  if (result.timed_out) {
    value.missing = absl::StrCat(command, "did not end in time");
  } else if (!result.succeeded()) {
    value.missing = absl::StrCat(command, result.signal ? "was ended by signal " : "exited with ",
                                 result.signal.value_or(result.exit_code.value_or(-1)));
    const std::vector<std::string> words = LastWords(result.stderr_content);
    if (!words.empty()) absl::StrAppend(&value.missing, ": ", absl::StrJoin(words, " / "));
  } else if (text.empty()) {
    value.missing = absl::StrCat(command, "printed nothing");
  } else if (absl::StrContains(text, '\n')) {
    const std::vector<absl::string_view> lines = absl::StrSplit(text, '\n');
    value.missing = absl::StrCat(command, "printed ", lines.size(), " lines, not one value");
  } else {
    value.text = std::string(text);
  }
  return value;
}

absl::StatusOr<FilledStep> ValueLookups::Fill(const Step& step) {
  FilledStep filled;
  filled.step = step;
  for (const ValueLookup& lookup : lookups_) {
    if (!absl::StrContains(step.run_text, lookup.token)) continue;
    auto known = found_.find(lookup.token);
    if (known == found_.end()) {
      ASSIGN_OR_RETURN(Value value, Ask(lookup));
      if (!value.missing.empty()) {
        filled.missing =
            absl::StrCat("nobody can fill in ", lookup.placeholder, ": ", value.missing);
        return filled;
      }
      known = found_.emplace(lookup.token, std::move(value.text)).first;
    }
    const std::string typed = lookup.variable ? ShellQuote(known->second) : known->second;
    filled.step.run_text = absl::StrReplaceAll(filled.step.run_text, {{lookup.token, typed}});
  }
  return filled;
}

}  // namespace drill
