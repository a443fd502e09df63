// The program behind tools/drill.

#include <cstdio>
#include <string>
#include <vector>

#include "harness/command/commands.h"
#include "harness/command/options.h"
#include "harness/command/stop_on_signal.h"

int main(int argc, char** argv) {
  const absl::StatusOr<drill::Options> options =
      drill::ParseOptions(std::vector<std::string>(argv + 1, argv + argc));
  if (!options.ok()) {
    std::fprintf(stderr, "%s\n", std::string(options.status().message()).c_str());
    return drill::kExitUsage;
  }
  return drill::RunCommand(*options, drill::StopOnSignals());
}
