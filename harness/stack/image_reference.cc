#include "harness/stack/image_reference.h"

#include "absl/strings/strip.h"

namespace drill {

ImageReference ParseImageReference(absl::string_view text) {
  ImageReference reference;
  const size_t digest = text.find('@');
  const bool has_digest = digest != absl::string_view::npos;
  if (has_digest) text = text.substr(0, digest);
  const size_t slash = text.rfind('/');
  // A colon before the last slash belongs to the registry's port.
  const size_t colon = text.find(':', slash == absl::string_view::npos ? 0 : slash);
  if (colon != absl::string_view::npos && !has_digest)
    reference.tag = std::string(text.substr(colon + 1));
  if (colon == absl::string_view::npos && !has_digest) reference.tag = "latest";
  absl::string_view repository = text.substr(0, colon);
  for (absl::string_view own : {"index.docker.io/", "docker.io/", "library/"})
    absl::ConsumePrefix(&repository, own);
  reference.repository = std::string(repository);
  return reference;
}

bool IsSameImage(absl::string_view a, absl::string_view b) {
  const ImageReference one = ParseImageReference(a);
  const ImageReference other = ParseImageReference(b);
  return one.repository == other.repository &&
         (one.tag == other.tag || one.tag.empty() || other.tag.empty());
}

}  // namespace drill
