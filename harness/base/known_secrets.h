// Secrets whose values are known, and where they stand in a text: as they are, as programs write
// them (in a URL, in JSON, as base64), broken into lines, cut off.
#ifndef HARNESS_BASE_KNOWN_SECRETS_H_
#define HARNESS_BASE_KNOWN_SECRETS_H_

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "harness/base/text_span.h"

namespace drill {

// Const methods are thread-safe.
class KnownSecrets {
 public:
  // One under 8 characters counts only where it stands as a word of its own; one under 3, or "true"
  // and the like, not at all. Each line of one that has several is a secret itself.
  void Add(absl::string_view value);

  std::vector<TextSpan> Find(absl::string_view text) const;

 private:
  void AddVariants(const std::string& value);
  void FindPieces(absl::string_view text, std::vector<TextSpan>* spans) const;
  void FindBroken(absl::string_view text, std::vector<TextSpan>* spans) const;
  void FindCutOff(absl::string_view text, std::vector<TextSpan>* spans) const;

  // The secret values, and the variants in which programs print them (URL-encoded, quoted, base64).
  std::set<std::string> forms_;
  // Secret values of at least 8 characters, without blanks.
  std::set<std::string> squeezed_;
  // Every part of a fixed length of the values that look like generated keys.
  std::set<std::string, std::less<>> pieces_;
};

}  // namespace drill

#endif  // HARNESS_BASE_KNOWN_SECRETS_H_
