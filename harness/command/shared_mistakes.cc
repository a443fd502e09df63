#include "harness/command/shared_mistakes.h"

#include <tuple>

#include "absl/strings/str_cat.h"
#include "harness/journal/mistake.h"

namespace drill {
namespace {

// Runbook, heading, the mistake; and how many alike came before it in the same report.
using Key = std::tuple<std::string, std::string, Mistake, int>;

Key KeyOf(const MutationReport& report, const MutantResult& mutant, int alike) {
  return {report.runbook(), report.heading(), MistakeOf(mutant), alike};
}

}  // namespace

SharedMistakes::SharedMistakes(const std::vector<MutationReport*>& reports) {
  std::map<Key, int> numbers;
  for (MutationReport* report : reports) {
    std::map<Key, int> seen;
    for (MutantResult& mutant : *report->mutable_mutants()) {
      const int alike = seen[KeyOf(*report, mutant, 0)]++;
      const int next = static_cast<int>(numbers.size()) + 1;
      mutant.set_mistake(numbers.try_emplace(KeyOf(*report, mutant, alike), next).first->second);
    }
  }
}

std::string SharedMistakes::WhyNotDrilled(const MutantResult& mutant) const {
  absl::MutexLock lock(&mutex_);
  if (const auto found = found_.find(mutant.mistake()); found != found_.end()) return found->second;
  const auto looks = only_look_.find(mutant.mistake());
  return looks == only_look_.end() ? "" : looks->second;
}

void SharedMistakes::Note(const std::string& scenario, const MutantResult& mutant) {
  absl::MutexLock lock(&mutex_);
  if (mutant.outcome() == MUTANT_OUTCOME_KILLED) {
    const std::string by =
        mutant.found_by().empty() ? "" : absl::StrCat(" by ", mutant.found_by(0));
    found_.try_emplace(mutant.mistake(), absl::StrCat("found in ", scenario, by));
  } else if (mutant.outcome() == MUTANT_OUTCOME_SURVIVED && mutant.only_looks()) {
    only_look_.try_emplace(mutant.mistake(),
                           absl::StrCat("it only looks, and survived in ", scenario));
  }
}

void SharedMistakes::MarkFoundElsewhere(MutationReport* report) const {
  absl::MutexLock lock(&mutex_);
  for (MutantResult& mutant : *report->mutable_mutants()) {
    const auto found = found_.find(mutant.mistake());
    if (mutant.outcome() != MUTANT_OUTCOME_SURVIVED || found == found_.end()) continue;
    mutant.set_outcome(MUTANT_OUTCOME_DRILLED_ELSEWHERE);
    mutant.set_reason(absl::StrCat("its drill passes here; ", found->second));
  }
}

}  // namespace drill
