#include "harness/probe/database_password.h"

#include <curl/curl.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/base/env_file.h"
#include "harness/base/mask_patterns.h"
#include "harness/base/status_macros.h"
#include "harness/host/host_file.h"

namespace drill {
namespace {

// "p%40ss" in a URL is the password "p@ss".
std::string Decoded(const std::string& text) {
  int length = 0;
  char* decoded = curl_easy_unescape(nullptr, text.c_str(), static_cast<int>(text.size()), &length);
  if (decoded == nullptr) return text;
  std::string result(decoded, static_cast<size_t>(length));
  curl_free(decoded);
  return result;
}

std::string PasswordIn(const std::string& value) {
  return absl::StrContains(value, "://") ? Decoded(PasswordOfUrl(value)) : value;
}

// Of "/PATH:KEY".
std::string FileOf(const std::string& from) { return from.substr(0, from.rfind(':')); }

absl::StatusOr<std::string> ReadFrom(const DrillHost& host, const std::string& from) {
  const size_t colon = from.rfind(':');
  if (colon == std::string::npos || from[0] != '/') {
    return absl::InvalidArgumentError(
        absl::StrCat("password_from is not /PATH:KEY but \"", from, "\""));
  }
  const std::string path = FileOf(from);
  ASSIGN_OR_RETURN(const HostFile file, ReadHostFile(host, path));
  const absl::StatusOr<std::string> value = EnvValue(path, file.content, from.substr(colon + 1));
  if (!value.ok()) {
    return absl::Status(value.status().code(),
                        absl::StrCat("password_from: ", value.status().message()));
  }
  return PasswordIn(*value);
}

}  // namespace

absl::StatusOr<std::shared_ptr<DatabasePassword>> DatabasePassword::Read(const DrillHost& host,
                                                                         const std::string& from) {
  ASSIGN_OR_RETURN(std::string value, ReadFrom(host, from));
  return std::shared_ptr<DatabasePassword>(new DatabasePassword(host, from, std::move(value)));
}

std::string DatabasePassword::value() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return value_;
}

KnownPasswords DatabasePassword::Known() const {
  const absl::StatusOr<HostFile> file = ReadHostFile(host_, FileOf(from_));
  KnownPasswords known;
  if (!file.ok()) return known;
  for (const EnvEntry& entry : ParseEnvFile(file->content).entries)
    known[entry.key] = PasswordIn(entry.value);
  return known;
}

std::optional<std::string> DatabasePassword::Other(const std::string& refused) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (value_ != refused) return value_;
  absl::StatusOr<std::string> now = ReadFrom(host_, from_);
  if (!now.ok() || *now == refused) return std::nullopt;
  value_ = *std::move(now);
  return value_;
}

}  // namespace drill
