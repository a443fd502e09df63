#include "harness/base/one_line.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace drill {

std::string OneLine(absl::string_view text, size_t limit) {
  std::string line(absl::StripAsciiWhitespace(text));
  for (char& c : line) {
    if (absl::ascii_iscntrl(static_cast<unsigned char>(c))) c = ' ';
  }
  if (line.size() <= limit) return line;
  size_t end = limit > 3 ? limit - 3 : 0;
  // Not in the middle of a UTF-8 character: the journal is JSON.
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
  return absl::StrCat(line.substr(0, end), "...");
}

}  // namespace drill
