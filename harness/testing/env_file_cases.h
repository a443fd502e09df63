// KEY=VALUE files that are hard to read, and what docker compose 2.26 makes of KEY in them.
#ifndef HARNESS_TESTING_ENV_FILE_CASES_H_
#define HARNESS_TESTING_ENV_FILE_CASES_H_

#include <string>
#include <vector>

namespace drill {

struct EnvFileCase {
  std::string content;
  std::string value;
};

std::vector<EnvFileCase> EnvFileCases();

// Files that compose does not read at all.
std::vector<std::string> UnreadableEnvFiles();

}  // namespace drill

#endif  // HARNESS_TESTING_ENV_FILE_CASES_H_
