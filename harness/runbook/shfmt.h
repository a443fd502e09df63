// The program that parses shell text.
#ifndef HARNESS_RUNBOOK_SHFMT_H_
#define HARNESS_RUNBOOK_SHFMT_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nlohmann/json.hpp"

namespace drill {

struct ShfmtAnswer {
  nlohmann::json tree;
  // What the shell's grammar does not allow, in shfmt's words; then there is no tree.
  std::string complaint;
};

// Placeholders such as `<x>` are taken for words. Text that is nested too deep is complained of and
// not given to shfmt. Errors: Unavailable when shfmt is not installed or was ended, Internal when
// it misbehaves.
absl::StatusOr<ShfmtAnswer> RunShfmt(absl::string_view text);

}  // namespace drill

#endif  // HARNESS_RUNBOOK_SHFMT_H_
