// Numbers with what they count.
#ifndef HARNESS_BASE_PLURAL_H_
#define HARNESS_BASE_PLURAL_H_

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace drill {

// "1 write", "2 writes", "0 writes"; `plural` for a word that takes more than an s.
inline std::string Counted(int64_t number, absl::string_view word, absl::string_view plural = "") {
  if (number == 1) return absl::StrCat("1 ", word);
  return plural.empty() ? absl::StrCat(number, " ", word, "s") : absl::StrCat(number, " ", plural);
}

}  // namespace drill

#endif  // HARNESS_BASE_PLURAL_H_
