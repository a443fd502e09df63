#include "harness/database/sql_identifier.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace drill {

std::string SqlIdentifier(absl::string_view name) {
  return absl::StrCat("\"", absl::StrReplaceAll(name, {{"\"", "\"\""}}), "\"");
}

}  // namespace drill
