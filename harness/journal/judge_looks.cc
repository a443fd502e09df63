#include "harness/journal/judge_looks.h"

#include "absl/strings/str_cat.h"

namespace drill {
namespace {

constexpr int kEnough = 2;

const char* Fate(const CheckResult& look) {
  if (look.passed()) return "passed";
  return look.undecided() ? "not seen" : "failed";
}

}  // namespace

CheckResult JudgeLooks(const std::vector<CheckResult>& looks) {
  int passed = 0;
  int failed = 0;
  CheckResult last_failed, last_passed;
  for (const CheckResult& look : looks) {
    if (look.passed()) {
      ++passed;
      last_passed = look;
    } else if (!look.undecided()) {
      ++failed;
      last_failed = look;
    }
  }
  const bool fails = failed >= kEnough;
  const bool passes = failed == 0 && passed >= kEnough;
  CheckResult judged = fails ? last_failed : passes ? last_passed : looks.front();
  judged.set_passed(passes);
  judged.set_undecided(!fails && !passes);
  if (judged.undecided() && failed > 0) {
    judged.set_actual(absl::StrCat(judged.actual(), " (", failed, " of ", looks.size(),
                                   " looks failed, ", passed, " passed)"));
  }
  judged.clear_looks();
  for (const CheckResult& look : looks)
    judged.add_looks(absl::StrCat(Fate(look), ": ", look.actual()));
  return judged;
}

}  // namespace drill
