// The image of one service in the text of a compose file.
#ifndef HARNESS_FAULT_COMPOSE_IMAGE_H_
#define HARNESS_FAULT_COMPOSE_IMAGE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace drill {

struct ComposeImage {
  // The file's text with the other image.
  std::string content;
  // The reference that stood there.
  std::string old_reference;
};

// Changes the `image:` line in the service's block and leaves everything else, comments too, as it
// is. FailedPrecondition when there is no such service, it has no image, or has this one already.
absl::StatusOr<ComposeImage> ReplaceImage(absl::string_view content, absl::string_view service,
                                          absl::string_view reference);

}  // namespace drill

#endif  // HARNESS_FAULT_COMPOSE_IMAGE_H_
