#include "harness/twin/process_kind.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "harness/base/mask.h"
#include "harness/base/short_digest.h"
#include "harness/twin/portrait.h"
#include "harness/twin/shape.h"
#include "re2/re2.h"

namespace drill {
namespace {

// A sleep that ends sooner is a pause in a loop: one look finds it, another one does not.
constexpr double kPauseSeconds = 300;
constexpr size_t kLongestName = 160;

bool IsPause(absl::string_view command) {
  constexpr std::pair<const char*, int> kUnits[] = {{"s", 1}, {"m", 60}, {"h", 3600}, {"d", 86400}};
  const std::vector<absl::string_view> words = absl::StrSplit(command, ' ', absl::SkipEmpty());
  if (words.size() != 2 || ProgramOf(words[0]) != "sleep") return false;
  absl::string_view number = words[1];
  double unit = 1;
  for (const auto& [letter, seconds] : kUnits)
    if (absl::ConsumeSuffix(&number, letter)) unit = seconds;
  double value = 0;
  return absl::SimpleAtod(number, &value) && value * unit <= kPauseSeconds;
}

// PostgreSQL's processes tell in their titles what they do. Those that are always there have a name
// here; connections, and the workers for one task, come and go with what the users do.
std::string OfPostgres(absl::string_view title) {
  constexpr const char* kLasting[] = {"archiver",
                                      "autovacuum launcher",
                                      "background writer",
                                      "checkpointer",
                                      "io worker",
                                      "logger",
                                      "logical replication launcher",
                                      "startup",
                                      "stats collector",
                                      "walreceiver",
                                      "walwriter"};
  // "17/main: checkpointer", where the cluster has a name.
  const size_t colon = title.find(": ");
  if (colon != absl::string_view::npos) title.remove_prefix(colon + 2);
  for (const char* name : kLasting)
    if (absl::StartsWith(title, name)) return absl::StrCat("postgres: ", name);
  return "";
}

// What servers start and end by themselves: with their load, or a minute after their start.
bool ComesAndGoes(absl::string_view command) {
  if (absl::StartsWith(command, "nginx: "))
    return absl::StrContains(command, "cache loader") ||
           absl::StrContains(command, "is shutting down");
  constexpr const char* kPassing[] = {"php-fpm: pool ", "redis-aof-rewrite", "redis-rdb-bgsave"};
  return std::any_of(std::begin(kPassing), std::end(kPassing),
                     [&](const char* title) { return absl::StartsWith(command, title); });
}

// A name that is made up for each start: a UUID, a file of its own below /tmp.
std::string WithoutMadeUpNames(std::string command) {
  static const RE2& uuid = *new RE2("(?i)\\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\\b");
  static const RE2& temporary = *new RE2("/tmp/[^ /]+");
  RE2::GlobalReplace(&command, uuid, "#");
  RE2::GlobalReplace(&command, temporary, "/tmp/#");
  return command;
}

}  // namespace

absl::string_view ProgramOf(absl::string_view command) {
  const absl::string_view word = command.substr(0, command.find(' '));
  const size_t slash = word.rfind('/');
  return slash == absl::string_view::npos ? word : word.substr(slash + 1);
}

ProcessKind KindOfProcess(absl::string_view command) {
  ProcessKind kind;
  if (IsPause(command) || ComesAndGoes(command)) return kind;
  if (absl::ConsumePrefix(&command, "postgres: ")) {
    kind.name = OfPostgres(command);
    return kind;
  }
  kind.name = ShapeOf(WithoutMadeUpNames(Masker().Mask(command)));
  kind.exact = kind.name == command;
  if (kind.name.size() > kLongestName)
    kind.name = absl::StrCat(kind.name.substr(0, kLongestName), "... ", DigestOf(kind.name));
  return kind;
}

}  // namespace drill
