// Lines of what grep and stat say of files in /proc.
#ifndef HARNESS_TWIN_PROCESS_FILE_H_
#define HARNESS_TWIN_PROCESS_FILE_H_

#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace drill {

// Of "/proc/12/status:Name: sh": 12, and "status:Name: sh", which is part of `line`.
struct ProcessFile {
  int pid = 0;
  absl::string_view rest;
};

// Nullopt where a line does not begin with the directory of a process.
inline std::optional<ProcessFile> ReadProcessFile(absl::string_view line) {
  ProcessFile file;
  if (!absl::ConsumePrefix(&line, "/proc/")) return std::nullopt;
  const size_t slash = line.find('/');
  if (slash == absl::string_view::npos || !absl::SimpleAtoi(line.substr(0, slash), &file.pid))
    return std::nullopt;
  file.rest = line.substr(slash + 1);
  return file;
}

}  // namespace drill

#endif  // HARNESS_TWIN_PROCESS_FILE_H_
