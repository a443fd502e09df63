#include "harness/verify/survival.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "harness/base/one_line.h"
#include "harness/base/plural.h"

namespace drill {
namespace {

constexpr size_t kWidth = 600;

std::string Expected(const std::string& trial) {
  if (trial == "restart") return "the machine is restarted, and the system is as it was";
  if (trial == "redeploy") return "the release is deployed again, and the system is as it was";
  return "the same fault and the same procedure again, with the same end";
}

}  // namespace

CheckResult CheckSurvival(const SurvivalTrial& trial) {
  std::vector<std::string> failed, unknown;
  int passed = 0;
  for (const Event& event : trial.events()) {
    if (event.has_failure()) unknown.push_back(event.failure().message());
    if (!event.has_check() || event.check().skipped()) continue;
    const CheckResult& check = event.check();
    passed += check.passed();
    if (check.passed()) continue;
    (check.undecided() ? unknown : failed)
        .push_back(absl::StrCat(check.name(), ": ", check.actual()));
  }
  if (passed == 0 && failed.empty() && unknown.empty()) unknown.push_back("nothing was looked at");
  CheckResult result;
  result.set_name(absl::StrCat("survives/", trial.trial()));
  result.set_passed(failed.empty() && unknown.empty());
  result.set_undecided(failed.empty() && !unknown.empty());
  result.set_expected(Expected(trial.trial()));
  result.set_source("the scenario");
  failed.insert(failed.end(), unknown.begin(), unknown.end());
  result.set_actual(OneLine(result.passed()
                                ? absl::StrFormat("%s in %.1f s", Counted(passed, "check"),
                                                  static_cast<double>(trial.duration_us()) / 1e6)
                                : absl::StrJoin(failed, "; "),
                            kWidth));
  return result;
}

}  // namespace drill
