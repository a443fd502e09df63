#include "harness/host/debian_tree.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/debian_suite.h"
#include "harness/base/file.h"
#include "harness/base/status_macros.h"
#include "harness/base/subprocess.h"

namespace drill {
namespace {

constexpr size_t kLogTail = 3000;

}  // namespace

absl::Status MakeDebianTree(const std::vector<std::string>& packages, const std::string& target,
                            const std::string& work_directory, const StopToken* stop,
                            absl::Duration limit) {
  const std::string log_file = absl::StrCat(work_directory, "/mmdebstrap.log");
  // In a pid namespace, so that apt and dpkg end with the program that was waited for.
  const std::vector<std::string> argv = {
      "unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "mmdebstrap", "--mode=root",
      "--variant=minbase",
      // Documentation is no use to a drill and a third of the files.
      "--dpkgopt=path-exclude=/usr/share/man/*", "--dpkgopt=path-exclude=/usr/share/doc/*",
      "--dpkgopt=path-exclude=/usr/share/locale/*",
      // A drill's tree is a copy: it need not survive a power cut.
      "--dpkgopt=force-unsafe-io", absl::StrCat("--include=", absl::StrJoin(packages, ",")),
      kDebianSuite, target};
  SubprocessOptions options;
  options.timeout = limit;
  options.stop = stop;
  options.output_file = log_file;
  options.env = DebianTreeEnvironment(work_directory);
  ASSIGN_OR_RETURN(const SubprocessResult result, RunSubprocess(argv, options));
  if (result.succeeded()) return absl::OkStatus();
  if (stop != nullptr && stop->stopped()) return absl::CancelledError("stopped by the user");
  const std::string said = ReadFile(log_file).value_or("");
  return ExplainMissingPackages(
      said, absl::InternalError(
                absl::StrCat(SubprocessError("mmdebstrap", result).message(), "\n",
                             said.size() > kLogTail ? said.substr(said.size() - kLogTail) : said)));
}

}  // namespace drill
