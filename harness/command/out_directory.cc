#include "harness/command/out_directory.h"

#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "harness/base/name_as_directory.h"

namespace drill {

absl::Status CheckOut(const std::string& out) {
  std::error_code error;
  const std::filesystem::file_status there = std::filesystem::status(out, error);
  if (out.empty() || !std::filesystem::exists(there)) return absl::OkStatus();
  const bool empty = std::filesystem::is_directory(there) && std::filesystem::is_empty(out, error);
  if (empty && !error) return absl::OkStatus();
  return absl::AlreadyExistsError(
      absl::StrCat("--out ", out, " is there already, and is no empty directory; name a new one"));
}

std::string OutDirectory(const std::string& out, const std::string& name) {
  if (!out.empty()) return out;
  const std::string stamp = absl::FormatTime("%Y%m%d-%H%M%S", absl::Now(), absl::LocalTimeZone());
  return absl::StrCat("drill-runs/", stamp, "-", getpid(),
                      name.empty() ? "" : absl::StrCat("-", NameAsDirectory(name)));
}

}  // namespace drill
