#include "harness/probe/file_probe.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "harness/host/host_file.h"

namespace drill {

// `timeout` has no use: files are read from outside, where nothing waits.
Sight LookAtFile(const ProbeContext& context, const FileProbe& probe, absl::Duration) {
  const absl::StatusOr<HostFile> file = ReadHostFile(*context.host, probe.path());
  if (absl::IsNotFound(file.status())) {
    return GreenIf(probe.must_be_absent(), absl::StrCat("no ", probe.path()));
  }
  if (!file.ok()) return NotSeen(std::string(file.status().message()));
  const std::string what = file->directory ? "directory" : "file";
  if (probe.must_be_absent()) return Red(absl::StrCat("there is a ", what, " ", probe.path()));
  if (!probe.contains().empty() && !absl::StrContains(file->content, probe.contains())) {
    return Red(absl::StrCat("no \"", probe.contains(), "\" in the ", what, " ", probe.path()));
  }
  return Green(absl::StrCat(what, " of ", file->content.size(), " bytes"));
}

}  // namespace drill
