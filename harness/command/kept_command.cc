// `clean --list` and `shell --kept`: drill hosts that stayed when their drill was over.
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

#include "harness/command/commands.h"
#include "harness/host/kept_host.h"
#include "harness/host/store.h"

namespace drill {

int ListKept() {
  const std::string cache = Store::DefaultCacheDirectory();
  const std::vector<KeptHost> hosts = KeptHosts(cache);
  if (hosts.empty()) std::printf("No drill host was kept.\n");
  for (const KeptHost& host : hosts) {
    std::printf("%s  %s, since %s%s\n", host.id.c_str(), host.drill.c_str(), host.since.c_str(),
                IsRunning(cache, host) ? "" : ", not running any more");
  }
  return 0;
}

int EnterKept(const Options& options) {
  const std::string cache = Store::DefaultCacheDirectory();
  const absl::StatusOr<KeptHost> host = FindKeptHost(cache, options.arguments.front());
  if (!host.ok()) {
    std::fprintf(stderr, "%s\n", std::string(host.status().message()).c_str());
    return kExitUnusable;
  }
  if (!IsRunning(cache, *host)) {
    std::fprintf(stderr,
                 "%s does not run any more; `tools/drill clean %s` removes the rest of it.\n",
                 host->id.c_str(), host->id.c_str());
    return kExitMachineError;
  }
  const bool shell = options.shell_command.empty();
  const std::vector<std::string> command = EnterCommand(
      cache, *host, shell ? std::vector<std::string>{"bash", "-l"} : options.shell_command,
      shell && isatty(STDIN_FILENO) == 1);
  std::vector<char*> argv;
  for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  // Nothing is left to do here: the runtime takes this process's place, with its streams.
  execvp(argv[0], argv.data());
  std::fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
  return kExitMachineError;
}

}  // namespace drill
