#include "harness/verify/stays_well.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "harness/base/one_line.h"
#include "harness/base/plural.h"
#include "harness/journal/judge_looks.h"
#include "harness/verify/steady_growth.h"

namespace drill {
namespace {

constexpr size_t kWidth = 600;
constexpr double kMebibyte = 1 << 20;

using Lives = std::map<std::string, const ContainerLife*>;

CheckResult Check(const std::string& name, const std::vector<std::string>& wrong,
                  const std::string& expected, const std::string& right) {
  CheckResult check;
  check.set_name(absl::StrCat("stays_well/", name));
  check.set_passed(wrong.empty());
  check.set_expected(expected);
  check.set_actual(OneLine(wrong.empty() ? right : absl::StrJoin(wrong, "; "), kWidth));
  check.set_source("the recovery");
  return check;
}

bool Runs(const ContainerLife& life) { return life.status() == "running"; }

// Whether it is of one of the stack's compose projects.
bool IsOwn(const ContainerLife& life, const Stay& stay) {
  return std::find(stay.projects().begin(), stay.projects().end(), life.project()) !=
         stay.projects().end();
}

std::string Name(const ContainerLife& life, const Stay& stay) {
  if (life.project().empty() || IsOwn(life, stay)) return life.name();
  return absl::StrCat(life.name(), " of project ", life.project());
}

std::string Ended(const ContainerLife& life) {
  if (life.oom_killed()) return "was killed for memory";
  return life.status() == "exited" || life.status() == "restarting"
             ? absl::StrCat("ended with ", life.exit_code(), " and is ", life.status())
             : absl::StrCat("is ", life.status());
}

// What became of a container; empty: nothing.
std::string Change(const ContainerLife& then, const ContainerLife& now) {
  const int restarts = now.restarts() - then.restarts();
  if (restarts > 0) {
    return absl::StrCat(
        Runs(then) ? "died and was started again by the engine, " : "was started by the engine, ",
        Counted(restarts, "time"));
  }
  if (then.started_at() != now.started_at())
    return absl::StrCat("was started again at ", now.started_at());
  if (Runs(then) && !Runs(now)) return Ended(now);
  return "";
}

Lives ByName(const google::protobuf::RepeatedPtrField<ContainerLife>& lives) {
  Lives by_name;
  for (const ContainerLife& life : lives) by_name[life.name()] = &life;
  return by_name;
}

}  // namespace

CheckResult CheckLives(const Stay& stay, const LastLook& look) {
  const std::string& unread = stay.not_read().empty() ? look.not_read() : stay.not_read();
  const Lives then = ByName(stay.containers()), now = ByName(look.containers());
  std::vector<std::string> wrong;
  for (const auto& [name, life] : then) {
    const auto found = now.find(name);
    std::string change;
    if (found == now.end()) {
      change = Runs(*life) ? "is gone" : "";
    } else if (found->second->id() != life->id()) {
      change = "was made anew";
    } else {
      change = Change(*life, *found->second);
    }
    if (!change.empty()) wrong.push_back(absl::StrCat(Name(*life, stay), " ", change));
  }
  for (const auto& [name, life] : now) {
    if (then.count(name) == 0 && IsOwn(*life, stay))
      wrong.push_back(absl::StrCat(name, " was not there when the system had recovered"));
  }
  CheckResult check = Check(
      "containers", wrong, "each lives as it did at the recovery",
      absl::StrCat(Counted(stay.containers_size(), "container"), ", none died or was started"));
  if (unread.empty()) return check;
  check.set_passed(false);
  check.set_undecided(true);
  check.set_actual(OneLine(unread, kWidth));
  return check;
}

std::optional<CheckResult> CheckMemory(const Stay& stay) {
  std::vector<std::string> wrong;
  int seen = 0;
  std::string largest = "none grew";
  double most = 0;
  for (const MemorySeries& series : stay.memory()) {
    if (series.samples_size() < kFewestMemorySamples) continue;
    ++seen;
    const Growth growth = JudgeGrowth(series);
    const double mebibytes = static_cast<double>(growth.bytes) / kMebibyte;
    if (growth.steady) {
      wrong.push_back(absl::StrFormat(
          "%s grew by %.1f MiB in %.1f s, %.1f MiB a second, and went on", series.name(), mebibytes,
          growth.seconds, growth.bytes_per_second / kMebibyte));
    } else if (mebibytes > most) {
      most = mebibytes;
      largest = absl::StrFormat("%s grew most, by %.1f MiB in %.1f s", series.name(), most,
                                growth.seconds);
    }
  }
  if (seen == 0) return std::nullopt;
  return Check("memory", wrong, "no container's memory grows without end",
               absl::StrCat(Counted(seen, "container"), ", ", largest));
}

bool StillGrows(const Stay& stay) {
  return std::any_of(stay.memory().begin(), stay.memory().end(),
                     [](const MemorySeries& series) { return JudgeGrowth(series).steady; });
}

CheckResult CheckRound(const ProbeRound& round) {
  std::vector<std::string> wrong;
  bool red = false;
  for (const ProofLook& look : round.looks()) {
    if (look.green()) continue;
    wrong.push_back(look.seen());
    red = red || !look.not_seen();
  }
  CheckResult check = Check("probes", wrong, "every probe that showed the recovery is green still",
                            absl::StrCat(Counted(round.looks_size(), "probe"), ", green"));
  check.set_undecided(!wrong.empty() && !red);
  if (round.looks().empty()) {
    check.set_passed(false);
    check.set_undecided(true);
    check.set_actual("nothing was looked at");
  }
  return check;
}

CheckResult CheckRounds(const google::protobuf::RepeatedPtrField<ProbeRound>& rounds) {
  std::vector<CheckResult> looks;
  for (const ProbeRound& round : rounds) looks.push_back(CheckRound(round));
  if (looks.empty()) return CheckRound(ProbeRound());
  return looks.size() == 1 ? looks.front() : JudgeLooks(looks);
}

}  // namespace drill
