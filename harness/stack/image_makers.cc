#include "harness/stack/image_makers.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/text_proto.h"
#include "harness/stack/image_reference.h"

namespace drill {

ImageMakers::ImageMakers(const Stack& stack, const std::vector<std::string>& script_lines) {
  for (const Image& image : stack.images()) references_.push_back(image.reference());
  for (const std::string& line : script_lines) {
    if (!absl::StrContains(line, "docker")) continue;
    loads_ = loads_ || absl::StrContains(line, " load") || absl::StrContains(line, " import");
    for (const char* verb : {" build", " tag ", " commit ", " bake"}) {
      if (absl::StrContains(line, verb)) making_.push_back(line);
    }
  }
}

bool ImageMakers::Makes(absl::string_view image) const {
  if (loads_) return true;
  // Of a name with variables what stands before the first of them must fit.
  const size_t variable = image.find('$');
  for (const std::string& reference : references_) {
    if (variable != absl::string_view::npos) {
      if (absl::StartsWith(reference, image.substr(0, variable))) return true;
    } else if (IsSameImage(reference, image)) {
      return true;
    }
  }
  const std::string repository = ParseImageReference(image.substr(0, variable)).repository;
  for (const std::string& line : making_) {
    if (absl::StrContains(line, repository) || absl::StrContains(line, "$")) return true;
  }
  return false;
}

std::string ImageMakers::Remedy(absl::string_view image) const {
  const std::string nearest = NearestName(image, references_);
  if (!nearest.empty()) return absl::StrCat("did you mean ", nearest, "?");
  const std::string made = references_.empty()
                               ? "the stack lists no images"
                               : absl::StrCat("they make ", absl::StrJoin(references_, ", "));
  return absl::StrCat("add it to the stack's images: ", made);
}

}  // namespace drill
