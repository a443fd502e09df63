#include "harness/journal/unwritten.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace drill {

void TellUnwritten(const std::string& what, const absl::Status& why, Verdict& verdict) {
  std::string reason = absl::StrCat(what, " could not be written: ", why.message());
  if (verdict.outcome != "error")
    absl::StrAppend(&reason, "; what was found until then: ",
                    verdict.outcome.empty() ? "nothing" : verdict.outcome);
  verdict.reasons.insert(verdict.reasons.begin(), std::move(reason));
  verdict.outcome = "error";
  verdict.exit_code = 4;
  verdict.as_expected = false;
  verdict.over_target = false;
}

}  // namespace drill
