// The scenarios that a gate can name.
#ifndef HARNESS_GATE_GATE_CATALOGUE_H_
#define HARNESS_GATE_GATE_CATALOGUE_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace drill {

struct GateScenario {
  // "aria/bad_migration".
  std::string name;
  std::string stack;
  // As in reports: the scenario's `procedure_id`, or else its heading.
  std::string procedure_id;
  bool known_bad = false;
  // Names of its time targets; none where they are not known. Its stack and its runbook are read
  // for them.
  std::function<std::vector<std::string>()> targets;
};

class GateCatalogue {
 public:
  GateCatalogue() = default;
  // Of two scenarios of one name the first counts.
  explicit GateCatalogue(const std::vector<GateScenario>& scenarios);

  // Those that a gate file means by `text`: the one of this name, or all of a directory, "aria", in
  // alphabetical order. None when there is none.
  std::vector<const GateScenario*> Named(absl::string_view text) const;

  // Those that follow this procedure and can pass, in alphabetical order.
  std::vector<const GateScenario*> Proving(absl::string_view stack,
                                           absl::string_view procedure_id) const;

  // For remedies: each without duplicates, in alphabetical order.
  std::vector<std::string> Names() const;
  // "aria" of "aria/bad_migration".
  std::vector<std::string> Directories() const;
  std::vector<std::string> Stacks() const;
  std::vector<std::string> Procedures(absl::string_view stack) const;

 private:
  // In alphabetical order of names.
  std::vector<GateScenario> scenarios_;
};

}  // namespace drill

#endif  // HARNESS_GATE_GATE_CATALOGUE_H_
