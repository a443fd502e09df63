#include "harness/base/hash.h"

#include <openssl/evp.h>
#include <unistd.h>

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"

namespace drill {

std::string Sha256(absl::string_view content) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(content.data(), content.size(), digest, &size, EVP_sha256(), nullptr);
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(digest), size));
}

absl::StatusOr<std::string> HashTree(const std::string& root) {
  ASSIGN_OR_RETURN(std::vector<std::string> files, ListFiles(root));
  std::string summary;
  for (const std::string& file : files) {
    const std::string path = absl::StrCat(root, "/", file);
    ASSIGN_OR_RETURN(std::string content, ReadFile(path));
    absl::StrAppend(&summary, file, "\n", access(path.c_str(), X_OK) == 0 ? "x" : "-",
                    Sha256(content), "\n");
  }
  return Sha256(summary);
}

}  // namespace drill
