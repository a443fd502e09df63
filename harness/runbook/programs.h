// What is known about programs, and what a command does by it. See programs.proto.
//
//   const ProgramTable programs = LoadPrograms({stack.directory}, &problems);
//   programs.Decide({{"tail", "-f", "x.log"}}).effect   // NEVER_RETURNS
#ifndef HARNESS_RUNBOOK_PROGRAMS_H_
#define HARNESS_RUNBOOK_PROGRAMS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "harness/base/problem.h"
#include "harness/runbook/command_effect.h"
#include "harness/runbook/programs.pb.h"

namespace drill {

class ProgramTable {
 public:
  // What the harness ships with.
  static const ProgramTable& Shipped();

  // What it ships with, and before it what the file says.
  static ProgramTable WithTeams(const Programs& team);

  // By the file's own entries first.
  Decision Decide(const CommandLine& line) const { return drill::Decide(files_, line); }

 private:
  explicit ProgramTable(std::vector<Programs> files) : files_(std::move(files)) {}

  std::vector<Programs> files_;
};

// The programs.textproto of the first of the directories that has one; a file that is missing
// everywhere is none. Problems are appended.
ProgramTable LoadPrograms(const std::vector<std::string>& directories,
                          std::vector<Problem>* problems);

// Reads and checks a file's text; `file` is only quoted.
Programs ParsePrograms(const std::string& file, absl::string_view text,
                       std::vector<Problem>* problems);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_PROGRAMS_H_
