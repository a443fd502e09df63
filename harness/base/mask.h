// Keeps secrets out of everything that a drill writes down.
#ifndef HARNESS_BASE_MASK_H_
#define HARNESS_BASE_MASK_H_

#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "google/protobuf/message.h"
#include "harness/base/known_secrets.h"
#include "harness/base/secret_word.h"
#include "harness/base/text_span.h"

namespace drill {

// Replaces known secret values, and what looks like a secret wherever it came from: password=…,
// token=…, scheme://user:password@host, Authorization headers, private key blocks. Thread-safe: it
// may learn while others mask.
class Masker {
 public:
  // Remembers one value; see KnownSecrets::Add().
  void AddSecret(absl::string_view value);

  // Remembers the secrets of a file: the values of KEY=VALUE lines, as compose reads them, whose
  // key or shape says that they are secret, and all that Mask() would mask in its text; of a file
  // that holds one word, that word. A version, a model's name or a port is left readable.
  void AddSecretFile(absl::string_view content);

  std::string Mask(absl::string_view text) const;

  // Where Mask() would mask; Merged().
  std::vector<TextSpan> Find(absl::string_view text) const;

  // Every string of the message, nested and repeated ones and map values included.
  void MaskMessage(google::protobuf::Message* message) const;

 private:
  mutable absl::Mutex mutex_;
  KnownSecrets known_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace drill

#endif  // HARNESS_BASE_MASK_H_
