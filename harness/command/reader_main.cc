// The part of the program that reads runbooks, scenarios and stacks. tools/drill builds it first: a
// question about a document needs no drill host, and shall not wait for what runs one.

#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "harness/command/options.h"
#include "harness/command/reading_commands.h"

int main(int argc, char** argv) {
  const absl::StatusOr<drill::Options> options =
      drill::ParseOptions(std::vector<std::string>(argv + 1, argv + argc));
  if (!options.ok()) {
    std::fprintf(stderr, "%s\n", std::string(options.status().message()).c_str());
    return drill::kExitUsage;
  }
  const std::optional<int> code = drill::RunReadingCommand(*options);
  if (code.has_value()) return *code;
  std::fprintf(stderr, "This program only reads; '%s' is a command of tools/drill.\n",
               options->command.c_str());
  return drill::kExitUsage;
}
