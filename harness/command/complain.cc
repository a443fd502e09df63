#include "harness/command/complain.h"

#include <cstdio>

#include "harness/base/printable.h"

namespace drill {

void Complain(absl::string_view text) { std::fprintf(stderr, "%s\n", Printable(text).c_str()); }

}  // namespace drill
