// Names of images as an engine understands them.
#ifndef HARNESS_STACK_IMAGE_REFERENCE_H_
#define HARNESS_STACK_IMAGE_REFERENCE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace drill {

struct ImageReference {
  // Without Docker Hub's own parts: "redis", "bitnami/redis", "ghcr.io/shop/web".
  std::string repository;
  // "latest" where none is given; with a digest, empty.
  std::string tag;
};

// "redis", "redis:latest" and "docker.io/library/redis" are the same image.
ImageReference ParseImageReference(absl::string_view text);

// Whether two names mean one image, as far as they say.
bool IsSameImage(absl::string_view a, absl::string_view b);

}  // namespace drill

#endif  // HARNESS_STACK_IMAGE_REFERENCE_H_
