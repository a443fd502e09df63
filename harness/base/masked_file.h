// A file that is written piece by piece and holds no secrets, also none that a piece's end cuts.
#ifndef HARNESS_BASE_MASKED_FILE_H_
#define HARNESS_BASE_MASKED_FILE_H_

#include <cstdio>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "harness/base/mask.h"

namespace drill {

// Holds the last part of what was appended back, since it may be the beginning of a secret, until
// Flush(). Not thread-safe. Destruction flushes.
class MaskedFile {
 public:
  // `masker` is not owned, and outlives the file; null: nothing is masked.
  explicit MaskedFile(const Masker* masker) : masker_(masker) {}
  ~MaskedFile();
  MaskedFile(const MaskedFile&) = delete;
  MaskedFile& operator=(const MaskedFile&) = delete;

  // Creates or empties the file; what was opened before is flushed and closed.
  absl::Status Open(const std::string& path);

  // Appends `bytes`; an error is kept for Flush(). Without an open file the bytes are dropped.
  void Append(absl::string_view bytes);

  // Writes everything held back. Returns the first error since Open().
  absl::Status Flush();

 private:
  void Write(size_t bytes);

  const Masker* const masker_;
  std::string path_;
  std::FILE* file_ = nullptr;
  // Bytes appended and not written yet.
  std::string pending_;
  // Size of pending_ at which it is searched for secrets again.
  size_t look_at_ = 0;
  absl::Status status_;
};

// How much of `text` can be written masked without what comes later: 0 when too little is there.
// No secret of `text` reaches over that place, nor the line of its key.
size_t SafeToWrite(absl::string_view text, const Masker& masker);

}  // namespace drill

#endif  // HARNESS_BASE_MASKED_FILE_H_
