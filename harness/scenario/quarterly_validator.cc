#include "harness/scenario/quarterly_validator.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "re2/re2.h"

namespace drill {
namespace {

// Each is there, and once.
template <typename Texts>
void CheckNames(const Texts& texts, const char* field, FieldChecker* checker) {
  std::set<std::string> seen;
  for (int i = 0; i < texts.size(); ++i) {
    const std::string path = FieldPath("", field, i);
    if (checker->RequireText(path, texts[i], "name one, or remove the line"))
      checker->Unique(path, texts[i], &seen);
  }
}

}  // namespace

void ValidateQuarterly(const QuarterlyPlan& plan, FieldChecker* checker) {
  static const RE2* const quarter = new RE2(R"(\d{4}-Q[1-4])");
  if (checker->RequireText("quarter", plan.quarter(), "write it as \"2026-Q4\"") &&
      !RE2::FullMatch(plan.quarter(), *quarter)) {
    checker->Add("quarter", absl::StrCat("is no quarter: ", plan.quarter()),
                 "write it as \"2026-Q4\"");
  }
  checker->RequireText("stack", plan.stack(), "name a directory under fixtures/");
  checker->Require("scenarios", plan.scenarios_size() > 0,
                   "name at least one; `tools/drill list` shows them");
  CheckNames(plan.scenarios(), "scenarios", checker);
  CheckNames(plan.checklist_heading(), "checklist_heading", checker);
  checker->Positive("unattended.decision", plan.unattended().decision());
  checker->Positive("unattended.step", plan.unattended().step());
  checker->Positive("away_limit", plan.away_limit());
}

}  // namespace drill
