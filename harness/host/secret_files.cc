#include "harness/host/secret_files.h"

#include "absl/strings/str_cat.h"
#include "harness/host/host_file.h"

namespace drill {

absl::Status SecretFiles::Learn() {
  absl::Status first;
  for (const std::string& file : files_) {
    const absl::StatusOr<HostFile> read = ReadHostFile(*host_, file);
    if (read.ok() && read->content != seen_[file]) {
      masker_->AddSecretFile(read->content);
      seen_[file] = read->content;
    }
    if (!read.ok() && first.ok()) {
      first = absl::Status(read.status().code(),
                           absl::StrCat("secret_files: ", read.status().message()));
    }
  }
  return first;
}

}  // namespace drill
