#include "harness/drill/identity.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "harness/base/hash.h"
#include "harness/base/subprocess.h"

namespace drill {
namespace {

constexpr absl::Duration kGitLimit = absl::Seconds(10);

// Standard output of git, without blanks at its ends; empty where it fails.
std::string Git(const std::string& root, const std::vector<std::string>& arguments) {
  // The harness runs as root, the repository may be a person's.
  std::vector<std::string> argv = {"git", "-c", absl::StrCat("safe.directory=", root), "-C", root};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  SubprocessOptions options;
  options.timeout = kGitLimit;
  const absl::StatusOr<SubprocessResult> result = RunSubprocess(argv, options);
  if (!result.ok() || !result->succeeded()) return "";
  return std::string(absl::StripAsciiWhitespace(result->stdout_content));
}

}  // namespace

Source SourceOf(const std::string& what, const std::string& file) {
  Source source;
  source.set_what(what);
  source.set_file(file);
  const absl::StatusOr<std::string> digest = Sha256OfFile(file);
  if (digest.ok()) source.set_sha256(*digest);
  return source;
}

const std::string& ProgramDigest() {
  // The program does not change while it runs.
  static const std::string& digest = *new std::string(Sha256OfFile("/proc/self/exe").value_or(""));
  return digest;
}

Harness HarnessAt(const std::string& root) {
  Harness harness;
  harness.set_sha256(ProgramDigest());
  // Not a repository further up, of which the harness is no part.
  if (Git(root, {"rev-parse", "--show-prefix"}).empty()) {
    harness.set_git_commit(Git(root, {"rev-parse", "--verify", "HEAD"}));
    harness.set_git_modified(!Git(root, {"status", "--porcelain"}).empty());
  }
  return harness;
}

void AddIdentity(const PreparedDrill& drill, const std::string& root, DrillStarted& started) {
  *started.add_sources() = SourceOf("document", drill.runbook_file);
  *started.add_sources() = SourceOf("scenario", drill.loaded.scenario.file);
  *started.add_sources() = SourceOf("stack", drill.loaded.stack.file);
  *started.mutable_harness() = HarnessAt(root);
}

}  // namespace drill
