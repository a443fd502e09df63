// Reads KEY=VALUE files (.env) by the rules of docker compose, so that a password, a mask and a
// fault all mean the value that the containers get.
#ifndef HARNESS_BASE_ENV_FILE_H_
#define HARNESS_BASE_ENV_FILE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace drill {

// One statement that sets a key.
struct EnvEntry {
  std::string key;
  // Unquoted, escapes and earlier keys put in.
  std::string value;
  // 1-based, where the key stands.
  int line = 0;
  // The bytes of the file that the statement takes, with its last newline.
  size_t begin = 0;
  size_t end = 0;
};

// What compose cannot read. It would refuse the whole file.
struct EnvProblem {
  int line = 0;
  std::string message;
};

struct EnvFile {
  // In the file's order; the last of two equal keys wins.
  std::vector<EnvEntry> entries;
  std::vector<EnvProblem> problems;

  // Null when no statement sets `key`.
  const EnvEntry* Find(absl::string_view key) const;
};

// Reads on behind a line that compose cannot read.
EnvFile ParseEnvFile(absl::string_view content);

// The value that compose would take for `key`. InvalidArgument when compose cannot read the file,
// NotFound when nothing sets the key; both name the file, the key and the line. The file's content
// is not in the message.
absl::StatusOr<std::string> EnvValue(absl::string_view file, absl::string_view content,
                                     absl::string_view key);

// `content` with every statement that sets `key` replaced by the line `by`, or taken out when that
// is empty. NotFound when there is none.
absl::StatusOr<std::string> ReplaceEnvKey(absl::string_view content, absl::string_view key,
                                          absl::string_view by);

}  // namespace drill

#endif  // HARNESS_BASE_ENV_FILE_H_
