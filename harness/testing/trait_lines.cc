#include "harness/testing/trait_lines.h"

#include "absl/strings/str_cat.h"

namespace drill {

std::vector<std::string> TraitLines(const Portrait& portrait) {
  std::vector<std::string> lines;
  for (const Trait& trait : portrait.traits()) {
    lines.push_back(trait.field().empty()
                        ? absl::StrCat(trait.object(), trait.weight() == ACTS ? "" : " (idle)")
                        : absl::StrCat(trait.object(), ": ", trait.field(), ": ", trait.value()));
  }
  return lines;
}

}  // namespace drill
