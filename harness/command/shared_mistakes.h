// Mistakes that several scenarios of one run can be drilled with, since they drill the same
// procedure.
#ifndef HARNESS_COMMAND_SHARED_MISTAKES_H_
#define HARNESS_COMMAND_SHARED_MISTAKES_H_

#include <map>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "harness/journal/mutation.pb.h"

namespace drill {

// A mistake that one scenario's drill has found is found, whatever the others would say: as with
// the mutants of a program, which one failing test of a suite kills. So it is not drilled again.
// Nor is a survivor that only looks, since what changes nothing changes nothing in any scenario.
// Any other survivor is drilled in every scenario of the run. Thread-safe.
class SharedMistakes {
 public:
  // Numbers the mistakes in all reports (MutantResult.mistake): the same number for the same kind
  // of mistake in the same command of the same procedure. Scenario, heading and runbook of the
  // reports must be set.
  explicit SharedMistakes(const std::vector<MutationReport*>& reports);

  // Why this mutant needs no drill: what another scenario's drill of the same mistake showed.
  // Empty: it needs one.
  std::string WhyNotDrilled(const MutantResult& mutant) const;

  // What the drill of a mutant in this scenario showed.
  void Note(const std::string& scenario, const MutantResult& mutant);

  // Gives mutants that survived here and were found in another scenario the outcome "drilled
  // elsewhere".
  void MarkFoundElsewhere(MutationReport* report) const;

 private:
  mutable absl::Mutex mutex_;
  // By the mistakes' numbers, in words.
  std::map<int, std::string> found_ ABSL_GUARDED_BY(mutex_);
  std::map<int, std::string> only_look_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace drill

#endif  // HARNESS_COMMAND_SHARED_MISTAKES_H_
