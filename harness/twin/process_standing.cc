#include "harness/twin/process_standing.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "harness/twin/process_file.h"
#include "harness/twin/words.h"

namespace drill {
namespace {

// As the kernel has them, of one process: limits under their own names ("open files").
struct Raw {
  std::string priority;
  std::string processors;
  std::string oom_score;
  std::map<std::string, std::string> limits;
};

// "open files            1024                 4096                 files".
void TakeLimit(absl::string_view limit, Raw& raw) {
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(limit, absl::MaxSplits("  ", 1));
  const std::vector<std::string> values = absl::StrSplit(parts.second, ' ', absl::SkipEmpty());
  if (!values.empty()) raw.limits[std::string(parts.first)] = values.front();
}

// "/proc/12/status:Cpus_allowed_list:	0-1".
void TakeKept(absl::string_view line, std::map<int, Raw>& all) {
  const std::optional<ProcessFile> file = ReadProcessFile(line);
  if (!file.has_value()) return;
  Raw& raw = all[file->pid];
  absl::string_view text = file->rest;
  if (absl::ConsumePrefix(&text, "limits:Max ")) {
    TakeLimit(text, raw);
  } else if (absl::ConsumePrefix(&text, "status:Cpus_allowed_list:")) {
    raw.processors = std::string(absl::StripAsciiWhitespace(text));
  } else if (absl::ConsumePrefix(&text, "oom_score_adj:")) {
    raw.oom_score = std::string(absl::StripAsciiWhitespace(text));
  }
}

// "  12  19 TS".
void TakePriority(absl::string_view line, std::map<int, Raw>& all) {
  const std::vector<absl::string_view> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
  int pid = 0;
  if (words.size() != 3 || !absl::SimpleAtoi(words[0], &pid)) return;
  all[pid].priority = absl::StrCat("nice ", words[1], ", class ", words[2]);
}

std::string OtherLimits(const Raw& raw, const Raw& first) {
  std::vector<std::string> others;
  for (const auto& [name, value] : raw.limits) {
    const auto usual = first.limits.find(name);
    if (usual != first.limits.end() && usual->second != value)
      others.push_back(absl::StrCat(name, " ", value));
  }
  return absl::StrJoin(others, ", ");
}

Standing Compare(const Raw& raw, const Raw& first) {
  Standing standing;
  const auto set = [&standing](const char* field, const std::string& value,
                               const std::string& usual) {
    if (!value.empty() && value != usual) standing[field] = value;
  };
  set("priority", raw.priority, first.priority);
  set("processors", raw.processors, first.processors);
  set("limits", OtherLimits(raw, first), "");
  // The engine gives its containers 0, whatever it has itself.
  if (raw.oom_score != "0") set("OOM score", raw.oom_score, first.oom_score);
  return standing;
}

}  // namespace

std::map<int, Standing> StandingsOf(absl::string_view kept, absl::string_view priorities) {
  std::map<int, Raw> all;
  for (const absl::string_view line : LinesOf(kept)) TakeKept(line, all);
  for (const absl::string_view line : LinesOf(priorities)) TakePriority(line, all);
  std::map<int, Standing> standings;
  const auto first = all.find(1);
  if (first == all.end()) return standings;
  for (const auto& [pid, raw] : all) standings[pid] = Compare(raw, first->second);
  return standings;
}

}  // namespace drill
