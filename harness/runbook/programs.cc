#include "harness/runbook/programs.h"

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "harness/base/field_checker.h"
#include "harness/base/file.h"
#include "harness/base/regex.h"
#include "harness/base/text_proto.h"
#include "harness/runbook/shipped_programs.h"

namespace drill {
namespace {

bool HasConditions(const Rule& rule) {
  return rule.with_size() + rule.with_all_size() + rule.without_size() + rule.with_word_size() >
             0 ||
         !rule.pattern().empty() || rule.has_operands_at_least() || rule.has_operands_at_most() ||
         rule.from_terminal() || rule.alone();
}

void CheckRule(const Rule& rule, const std::string& path, FieldChecker& check) {
  check.Require(FieldPath(path, "effect"), rule.effect() != EFFECT_UNSET,
                "say what happens, e.g. effect: ASKS");
  const RE2 pattern(rule.pattern(), RE2::Quiet);
  if (!pattern.ok())
    check.Add(FieldPath(path, "pattern"), absl::StrCat("pattern: ", pattern.error()),
              "write it in RE2's syntax");
  if (rule.effect() == LOOKS && rule.finds_nothing_size() == 0)
    check.Add(path, "a rule that LOOKS has no finds_nothing",
              "say the exit code of a look that finds nothing, e.g. finds_nothing: 1");
  for (int i = 0; i < rule.finds_nothing_size(); ++i) {
    if (rule.finds_nothing(i) < 1 || rule.finds_nothing(i) > 255)
      check.Add(FieldPath(path, "finds_nothing", i), "finds_nothing is no failed exit code",
                "write one from 1 to 255");
  }
}

void CheckCommand(const Command& command, const std::string& path, FieldChecker& check) {
  check.Require(FieldPath(path, "name"), command.name_size() > 0, "name the program");
  for (int i = 0; i < command.name_size(); ++i) {
    if (command.name(i).empty() || command.name(i).find_first_of("/ ") != std::string::npos)
      check.Add(FieldPath(path, "name", i), "name is no program's",
                "write it without directory and words after it");
  }
  for (int i = 0; i < command.rule_size(); ++i) {
    const std::string at = FieldPath(path, "rule", i);
    CheckRule(command.rule(i), at, check);
    if (i + 1 < command.rule_size() && !HasConditions(command.rule(i)))
      check.Add(at, "this rule always holds, so that none after it is looked at",
                "put it last, or say when it holds");
  }
  if (command.runs().after_dashes() && command.runs().after_operands() != 0)
    check.Add(FieldPath(path, "runs"), "after_dashes and after_operands exclude each other",
              "remove one of them");
  if (command.runs().after_operands() < 0)
    check.Add(FieldPath(path, "runs"), "after_operands is negative", "write 0 or more");
  for (int i = 0; i < command.command_size(); ++i)
    CheckCommand(command.command(i), FieldPath(path, "command", i), check);
}

}  // namespace

Programs ParsePrograms(const std::string& file, absl::string_view text,
                       std::vector<Problem>* problems) {
  Programs programs;
  const FieldLocations locations = ParseTextProto(file, text, &programs, problems);
  if (!locations.complete()) return {};
  FieldChecker check(locations, problems);
  for (int i = 0; i < programs.command_size(); ++i)
    CheckCommand(programs.command(i), FieldPath("", "command", i), check);
  return programs;
}

const ProgramTable& ProgramTable::Shipped() {
  static const auto* const table = [] {
    std::vector<Problem> problems;
    return new ProgramTable({ParsePrograms("programs.textproto", kShippedPrograms, &problems)});
  }();
  return *table;
}

ProgramTable ProgramTable::WithTeams(const Programs& team) {
  std::vector<Programs> files = Shipped().files_;
  files.insert(files.begin(), team);
  return ProgramTable(std::move(files));
}

ProgramTable LoadPrograms(const std::vector<std::string>& directories,
                          std::vector<Problem>* problems) {
  for (const std::string& directory : directories) {
    const std::string file =
        absl::StrCat(directory.empty() ? "." : directory, "/programs.textproto");
    const absl::StatusOr<std::string> text = ReadFile(file);
    if (text.ok()) return ProgramTable::WithTeams(ParsePrograms(file, *text, problems));
    if (text.status().code() == absl::StatusCode::kNotFound) continue;
    problems->push_back({file, 0, 0, std::string(text.status().message()), ""});
  }
  return ProgramTable::Shipped();
}

}  // namespace drill
