#include "harness/twin/container_names.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "harness/twin/engine_answers.h"

namespace drill {
namespace {

using Words = std::vector<std::string>;

// The words of each line, without comments and empty lines.
std::vector<Words> WordsOf(absl::string_view text) {
  std::vector<Words> lines;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    const absl::string_view said = line.substr(0, line.find('#'));
    Words words = absl::StrSplit(said, absl::ByAnyChar(" \t\r"), absl::SkipEmpty());
    if (!words.empty()) lines.push_back(std::move(words));
  }
  return lines;
}

// What stands in every hosts file.
bool IsLoopbackName(const std::string& name) {
  return name == "localhost" || absl::StartsWith(name, "ip6-");
}

// The container itself: its host name is the beginning of its id where nobody gave it one.
bool IsOwnName(const std::string& name, const std::string& id, const std::string& host_name) {
  return name == host_name || (!name.empty() && absl::StartsWith(id, name));
}

}  // namespace

std::string AddedHosts(absl::string_view hosts, const nlohmann::json& inspected) {
  const std::string id = AnswerText(inspected, "/Id");
  const std::string host_name = AnswerText(inspected, "/Config/Hostname");
  std::set<std::string> added;
  for (const Words& words : WordsOf(hosts)) {
    const bool own = std::any_of(words.begin() + 1, words.end(), [&](const std::string& name) {
      return IsOwnName(name, id, host_name);
    });
    if (own || std::all_of(words.begin() + 1, words.end(), IsLoopbackName)) continue;
    added.insert(absl::StrJoin(words, " "));
  }
  return absl::StrJoin(added, "; ");
}

std::string Resolver(absl::string_view resolv_conf) {
  return absl::StrJoin(WordsOf(resolv_conf), "; ", [](std::string* out, const Words& words) {
    absl::StrAppend(out, absl::StrJoin(words, " "));
  });
}

}  // namespace drill
