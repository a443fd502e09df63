// The values that a scenario binds to what a person fills in.
#ifndef HARNESS_RUNBOOK_BOUND_VALUES_H_
#define HARNESS_RUNBOOK_BOUND_VALUES_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "harness/runbook/plan.h"
#include "harness/scenario/scenario.pb.h"

namespace drill {

// Notes in the plan each place where a value is used, and the values that only the machine knows.
class BoundValues {
 public:
  // Both must outlive the object.
  BoundValues(const Rollback& rollback, Plan* plan) : rollback_(rollback), plan_(*plan) {}

  // Whether a value is bound to this placeholder.
  bool Binds(const std::string& placeholder) const;

  // A text of this line of the document with the values in it, but for those of variables, which a
  // shell fills in itself.
  std::string FillIn(std::string text, int line);

  // "NAME=value" as a shell reads it; nullopt where nothing is bound to the variable.
  std::optional<std::string> Assignment(const std::string& name, int line);

  // Placeholders whose value was used nowhere.
  std::vector<std::string> Unused() const;

 private:
  std::string TokenOf(const Binding& binding);
  void Use(const Binding& binding, int line);

  const Rollback& rollback_;
  Plan& plan_;
  std::set<const Binding*> used_;
};

}  // namespace drill

#endif  // HARNESS_RUNBOOK_BOUND_VALUES_H_
