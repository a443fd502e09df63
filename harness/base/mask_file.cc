#include "harness/base/mask_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <fstream>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "harness/base/masked_file.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

constexpr size_t kPart = 64 << 10;

absl::Status WriteMasked(const std::string& from, const std::string& to, const Masker& masker) {
  std::ifstream in(from, std::ios::binary);
  if (!in) return absl::InternalError(absl::StrCat(from, ": ", strerror(errno)));
  MaskedFile out(&masker);
  RETURN_IF_ERROR(out.Open(to));
  std::vector<char> part(kPart);
  while (in.read(part.data(), part.size()) || in.gcount() > 0)
    out.Append(absl::string_view(part.data(), static_cast<size_t>(in.gcount())));
  if (in.bad()) return absl::InternalError(absl::StrCat(from, ": cannot be read"));
  return out.Flush();
}

}  // namespace

absl::Status MaskFile(const std::string& path, const Masker& masker) {
  const std::string masked = absl::StrCat(path, ".", getpid(), ".masked");
  const absl::Status written = WriteMasked(path, masked, masker);
  if (written.ok() && rename(masked.c_str(), path.c_str()) == 0) return absl::OkStatus();
  const std::string reason = strerror(errno);
  unlink(masked.c_str());
  return written.ok() ? absl::InternalError(absl::StrCat(path, ": ", reason)) : written;
}

}  // namespace drill
