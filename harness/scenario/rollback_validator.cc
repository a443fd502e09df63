#include "harness/scenario/rollback_validator.h"

#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "harness/base/field_limits.h"
#include "re2/re2.h"

namespace drill {
namespace {

// A repeated field of entries that each have a key and a reason.
template <typename Entries, typename Key>
void ValidateReasons(absl::string_view field, const Entries& entries, absl::string_view key_name,
                     Key key, absl::string_view remedy, FieldChecker* checker) {
  std::set<std::string> seen;
  for (int i = 0; i < entries.size(); ++i) {
    const std::string path = FieldPath("rollback", field, i);
    checker->RequireText(FieldPath(path, key_name), key(entries[i]), remedy);
    checker->Unique(FieldPath(path, key_name), key(entries[i]), &seen);
    checker->RequireText(FieldPath(path, "reason"), entries[i].reason(),
                         "the report quotes it with the deviation");
  }
}

void ValidateExpression(const std::string& path, const std::string& text, FieldChecker* checker) {
  const RE2 expression(text, RE2::Quiet);
  if (!expression.ok()) {
    checker->Add(path, absl::StrCat("is no expression: ", expression.error()), "see RE2's syntax");
  } else if (RE2::PartialMatch("", expression)) {
    checker->Add(path, "is found in every output, also in none", "make it say more");
  }
}

void ValidateValue(const std::string& path, const Binding& binding, FieldChecker* checker) {
  if (binding.command().empty()) {
    checker->RequireText(FieldPath(path, "value"), binding.value(),
                         "what a person would have typed, or a `command` that prints it");
  } else if (!binding.value().empty()) {
    checker->Add(FieldPath(path, "command"), "stands beside `value`", "remove one of the two");
  }
}

void ValidateOutput(const std::string& path, const ExpectedOutput& output, FieldChecker* checker) {
  if (output.matches().empty() && output.lacks().empty())
    checker->Add(path, "expects nothing", "give `matches`, `lacks` or both");
  for (int i = 0; i < output.matches_size(); ++i)
    ValidateExpression(FieldPath(path, "matches", i), output.matches(i), checker);
  for (int i = 0; i < output.lacks_size(); ++i)
    ValidateExpression(FieldPath(path, "lacks", i), output.lacks(i), checker);
}

void ValidateManualSteps(const Rollback& rollback, FieldChecker* checker) {
  std::set<std::string> seen;
  for (int i = 0; i < rollback.manual_steps_size(); ++i) {
    const ManualStep& step = rollback.manual_steps(i);
    const std::string path = FieldPath("rollback", "manual_steps", i);
    checker->RequireText(FieldPath(path, "text"), step.text(),
                         "the list's item as it stands in the document");
    checker->Unique(FieldPath(path, "text"), step.text(), &seen);
    checker->Require(FieldPath(path, "given"), step.has_given(), "how long a person has for it");
    checker->Positive(FieldPath(path, "given"), step.given());
    if (!step.stand_in().empty())
      checker->RequireText(FieldPath(path, "reason"), step.reason(),
                           "why this does what the hands would do");
  }
  if (rollback.manual_steps_size() > 0 && !rollback.table_row().empty())
    checker->Add("rollback.manual_steps", "stand beside a table's row",
                 "name a heading instead of the row");
}

}  // namespace

void ValidateRollback(const Rollback& rollback, FieldChecker* checker) {
  if (rollback.table_row().empty())
    checker->RequireText("rollback.heading", rollback.heading(),
                         "the runbook's heading that the procedure stands under");
  if (absl::StartsWith(rollback.heading(), "#")) {
    checker->Add("rollback.heading", "begins with #", "write the heading's text alone");
  }
  const auto command = [](const auto& entry) { return entry.command(); };
  const absl::string_view as_written = "the command as it stands in the document";
  ValidateReasons(
      "choices", rollback.choices(), "take", [](const auto& c) { return c.take(); },
      "a command line of the alternative to take", checker);
  ValidateReasons(
      "bindings", rollback.bindings(), "placeholder", [](const auto& b) { return b.placeholder(); },
      "the placeholder as it stands in the document", checker);
  ValidateReasons("substitutions", rollback.substitutions(), "command", command, as_written,
                  checker);
  ValidateReasons("tolerances", rollback.tolerances(), "command", command, as_written, checker);
  ValidateReasons("entrances", rollback.entrances(), "command", command, as_written, checker);
  ValidateReasons("expected_outputs", rollback.expected_outputs(), "command", command, as_written,
                  checker);
  for (int i = 0; i < rollback.expected_outputs_size(); ++i) {
    ValidateOutput(FieldPath("rollback", "expected_outputs", i), rollback.expected_outputs(i),
                   checker);
  }
  ValidateReasons("edits", rollback.edits(), "command", command, as_written, checker);
  ValidateReasons("typed", rollback.typed(), "command", command,
                  "the line as it stands in the document", checker);
  ValidateManualSteps(rollback, checker);
  for (int i = 0; i < rollback.entrances_size(); ++i) {
    checker->AbsolutePath(FieldPath("rollback", "entrances", i) + ".directory",
                          rollback.entrances(i).directory());
  }
  for (int i = 0; i < rollback.bindings_size(); ++i)
    ValidateValue(FieldPath("rollback", "bindings", i), rollback.bindings(i), checker);
  checker->AbsolutePath("rollback.working_directory", rollback.working_directory());
  checker->Positive("rollback.limit", rollback.limit());
  checker->Positive("rollback.command_limit", rollback.command_limit());
}

}  // namespace drill
