#include "harness/seed/mmdebstrap.h"

#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "harness/base/debian_suite.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/base/subprocess.h"

namespace drill {
namespace {

constexpr size_t kLogTail = 3000;

std::vector<std::string> CommandLine(const MmdebstrapOptions& options) {
  std::vector<std::string> argv = options.program;
  argv.insert(argv.end(), options.recipe.begin(), options.recipe.end());
  if (!options.packages.empty())
    argv.push_back(absl::StrCat("--include=", absl::StrJoin(options.packages, ",")));
  argv.insert(argv.end(), {kDebianSuite, options.target});
  return argv;
}

absl::Status Explain(const SubprocessResult& result, const std::string& log_file) {
  const absl::Status failed = SubprocessError("mmdebstrap", result);
  if (log_file.empty()) return ExplainMissingPackages(result.stderr_content, failed);
  const std::string said = ReadFile(log_file).value_or("");
  const std::string end = said.size() > kLogTail ? said.substr(said.size() - kLogTail) : said;
  return ExplainMissingPackages(said,
                                absl::InternalError(absl::StrCat(failed.message(), "\n", end)));
}

}  // namespace

absl::Status RunMmdebstrap(const MmdebstrapOptions& options) {
  SubprocessOptions run;
  run.timeout = options.limit;
  run.stop = options.stop;
  run.output_file = options.log_file;
  // The PATH is not the harness's: mmdebstrap starts python3 once for every package, and a version
  // manager's stand-in for it on a person's PATH takes longer than unpacking the package does.
  run.env = {{"TMPDIR", options.temporary_directory}, {"PATH", "/usr/sbin:/usr/bin:/sbin:/bin"}};
  ASSIGN_OR_RETURN(const SubprocessResult result, RunSubprocess(CommandLine(options), run));
  if (result.succeeded()) return absl::OkStatus();
  if (options.stop != nullptr && options.stop->stopped())
    return absl::CancelledError("stopped by the user");
  return Explain(result, options.log_file);
}

absl::Status ExplainMissingPackages(absl::string_view output, const absl::Status& status) {
  static constexpr absl::string_view kSays = "E: Unable to locate package ";
  std::set<std::string> missing;
  for (absl::string_view line : absl::StrSplit(output, '\n')) {
    if (absl::ConsumePrefix(&line, kSays))
      missing.insert(std::string(absl::StripAsciiWhitespace(line)));
  }
  if (missing.empty()) return status;
  return absl::InvalidArgumentError(absl::StrCat(
      "Debian's ", kDebianSuite, " has no package of this name: ", absl::StrJoin(missing, ", "),
      "; correct the stack's packages"));
}

}  // namespace drill
