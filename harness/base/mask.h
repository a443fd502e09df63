// Keeps secrets out of everything that a drill writes down.
#ifndef HARNESS_BASE_MASK_H_
#define HARNESS_BASE_MASK_H_

#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace drill {

// What a secret is replaced with.
inline constexpr char kMasked[] = "[masked]";

// Replaces known secret values, and what looks like a secret wherever it came from: password=…,
// token=…, scheme://user:password@host, Authorization headers, private key blocks. Const methods
// are thread-safe.
class Masker {
 public:
  // Remembers one value. A short one (under 8 characters) is only replaced where it stands as a
  // word of its own. The empty one is ignored.
  void AddSecret(absl::string_view value);

  // Remembers the values of KEY=VALUE lines (a .env file) whose key or shape says that they are
  // secret; quotes around a value are not part of it. A version, a model's name or a port is left
  // readable.
  void AddKeyValueFile(absl::string_view content);

  std::string Mask(absl::string_view text) const;

  // Every string of the message, nested and repeated ones and map values included.
  void MaskMessage(google::protobuf::Message* message) const;

 private:
  // Longest first: a secret may contain another one.
  struct LongerFirst {
    bool operator()(const std::string& a, const std::string& b) const {
      return a.size() != b.size() ? a.size() > b.size() : a < b;
    }
  };
  std::set<std::string, LongerFirst> secrets_;
};

}  // namespace drill

#endif  // HARNESS_BASE_MASK_H_
