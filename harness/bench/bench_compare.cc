#include "harness/bench/bench_compare.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "harness/statistics/rank_test.h"
#include "reports/text.h"

namespace drill {
namespace {

constexpr double kDoubt = 0.05;

// What makes times of two machines incomparable; empty: nothing.
std::string OtherMachine(const SummaryMachine& then, const SummaryMachine& now) {
  std::vector<std::string> differences;
  const auto compare = [&](const char* what, const std::string& a, const std::string& b) {
    if (a != b) differences.push_back(absl::StrCat(what, " ", b, " instead of ", a));
  };
  compare("processor", then.processor(), now.processor());
  compare("processors", absl::StrCat(then.processors()), absl::StrCat(now.processors()));
  compare("memory", HumanBytes(static_cast<double>(then.memory_bytes())),
          HumanBytes(static_cast<double>(now.memory_bytes())));
  return absl::StrJoin(differences, ", ");
}

// What is different and leaves them comparable: it may be why.
std::string OtherSoftware(const SummaryMachine& then, const SummaryMachine& now) {
  std::vector<std::string> differences;
  const auto compare = [&](const std::string& a, const std::string& b) {
    if (a != b) differences.push_back(absl::StrCat(b, " instead of ", a));
  };
  compare(then.kernel(), now.kernel());
  compare(then.system(), now.system());
  compare(absl::StrCat("Docker ", then.engine_version()),
          absl::StrCat("Docker ", now.engine_version()));
  return absl::StrJoin(differences, ", ");
}

std::string Sizes(const std::vector<double>& then, const std::vector<double>& now) {
  return absl::StrCat(now.size(), " drills against ", then.size());
}

std::string Answer(const std::vector<double>& then, const std::vector<double>& now, bool* slower) {
  const int before = static_cast<int>(then.size()), after = static_cast<int>(now.size());
  if (LeastProbability(before, after) > kDoubt)
    return absl::StrCat("insufficient samples: ", Sizes(then, now));
  const RankTest test = CompareRanks(then, now);
  const double difference = TypicalDifference(then, now);
  const std::string medians = absl::StrCat(BenchTime(MedianOf(now)), " median instead of ",
                                           BenchTime(MedianOf(then)), ", ", Sizes(then, now));
  *slower = test.p_longer <= kDoubt;
  if (*slower) {
    return absl::StrFormat("slower (p = %.4f), typically by %s: %s", test.p_longer,
                           HumanTime(std::max(difference, 0.0)), medians);
  }
  if (test.p_shorter <= kDoubt) {
    return absl::StrFormat("faster (p = %.4f), typically by %s: %s", test.p_shorter,
                           HumanTime(std::max(-difference, 0.0)), medians);
  }
  return absl::StrFormat("not shown to be slower (p = %.2f): %s", test.p_longer, medians);
}

std::string OtherInputs(const BenchOrigin& then, const BenchOrigin& now) {
  std::string text;
  for (const auto& [scenario, digest] : now.inputs) {
    const auto found = then.inputs.find(scenario);
    if (found == then.inputs.end() || digest.empty() || found->second == digest) continue;
    absl::StrAppend(&text, "  ", scenario,
                    ": scenario, document, stack or harness are not those of then\n");
  }
  return text;
}

}  // namespace

BenchComparison CompareBenches(const BenchBase& base, const std::vector<BenchSeries>& series,
                               const BenchOrigin& origin, const std::vector<std::string>& targets) {
  BenchComparison comparison;
  if (base.times.empty()) {
    comparison.impossible = true;
    comparison.text = "  cannot be compared: there are no times\n";
    return comparison;
  }
  const std::string other = OtherMachine(base.origin.machine, origin.machine);
  if (!other.empty()) {
    comparison.impossible = true;
    comparison.text = absl::StrCat("  cannot be compared: another machine: ", other, "\n");
    return comparison;
  }
  comparison.text = OtherInputs(base.origin, origin);
  if (const std::string software = OtherSoftware(base.origin.machine, origin.machine);
      !software.empty()) {
    absl::StrAppend(&comparison.text, "  the same machine with ", software, "\n");
  }
  bool any = false;
  for (const BenchSeries& one : series) {
    const auto found = base.times.find(one.name);
    if (found == base.times.end()) {
      absl::StrAppend(&comparison.text, "  ", one.name, ": there was none\n");
      continue;
    }
    any = true;
    bool slower = false;
    absl::StrAppend(&comparison.text, "  ", one.name, ": ",
                    Answer(found->second, one.times, &slower), "\n");
    const bool has_target = std::find(targets.begin(), targets.end(), one.name) != targets.end();
    comparison.slower = comparison.slower || (slower && has_target);
  }
  comparison.impossible = !any;
  return comparison;
}

}  // namespace drill
