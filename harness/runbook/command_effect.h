// What a command does, by the rules of one file of programs.
#ifndef HARNESS_RUNBOOK_COMMAND_EFFECT_H_
#define HARNESS_RUNBOOK_COMMAND_EFFECT_H_

#include <string>
#include <vector>

#include "harness/runbook/programs.pb.h"

namespace drill {

// A command's words, and where it stands.
struct CommandLine {
  std::vector<std::string> words;
  bool input_given = false;
  bool in_pipeline = false;
};

struct Decision {
  // EFFECT_UNSET when no rule applies.
  Effect effect = EFFECT_UNSET;
  // With LOOKS: the exit codes that mean that nothing was found.
  std::vector<int> finds_nothing;
};

// The files are asked in their order; the first that knows decides.
Decision Decide(const std::vector<Programs>& files, const CommandLine& line);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_COMMAND_EFFECT_H_
