// The files of a machine that hold its secrets, read again whenever they may have changed.
#ifndef HARNESS_HOST_SECRET_FILES_H_
#define HARNESS_HOST_SECRET_FILES_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "harness/base/mask.h"
#include "harness/host/drill_host.h"

namespace drill {

// Not thread-safe.
class SecretFiles {
 public:
  // `host` and `masker` are not owned, and outlive this.
  SecretFiles(const DrillHost* host, std::vector<std::string> files, Masker* masker)
      : host_(host), files_(std::move(files)), masker_(masker) {}

  // Tells the masker the secrets of every file whose content is not the one that was seen last. The
  // first file that cannot be read ends up in the status; a procedure may take one away, and the
  // others are learned all the same.
  absl::Status Learn();

 private:
  const DrillHost* const host_;
  const std::vector<std::string> files_;
  Masker* const masker_;
  // What was seen last, by file.
  std::map<std::string, std::string> seen_;
};

}  // namespace drill

#endif  // HARNESS_HOST_SECRET_FILES_H_
