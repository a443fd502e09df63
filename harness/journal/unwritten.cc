#include "harness/journal/unwritten.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/enum_text.h"

namespace drill {

void TellUnwritten(const std::string& what, const absl::Status& why, Verdict& verdict) {
  std::string reason = absl::StrCat(what, " could not be written: ", why.message());
  if (verdict.outcome != OUTCOME_ERROR) {
    const std::string found = EnumText(verdict.outcome);
    absl::StrAppend(&reason, "; what was found until then: ", found.empty() ? "nothing" : found);
  }
  verdict.reasons.insert(verdict.reasons.begin(), std::move(reason));
  verdict.outcome = OUTCOME_ERROR;
  verdict.exit_code = 4;
  verdict.as_expected = false;
  verdict.over_target = false;
}

}  // namespace drill
