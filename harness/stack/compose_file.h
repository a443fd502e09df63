// A compose file, as far as can be told without compose.
#ifndef HARNESS_STACK_COMPOSE_FILE_H_
#define HARNESS_STACK_COMPOSE_FILE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "harness/base/problem.h"

namespace drill {

// A port of the machine that a service takes.
struct PublishedPort {
  int first = 0;
  int last = 0;
  // Empty: every address.
  std::string address;
  // tcp or udp.
  std::string protocol = "tcp";
  std::string file;
  int line = 0;
};

// Strings are as they stand: variables are not replaced.
struct ComposeService {
  std::string name;
  std::string image;
  // Where the image is named, or else the service begins.
  std::string file;
  int line = 0;
  // Has a `build`.
  bool built = false;
  // Only started when it is asked for.
  bool has_profiles = false;
  // The rest of it is in another file.
  bool extends = false;
  std::vector<PublishedPort> ports;
};

struct ComposeFile {
  std::string file;
  // The key `name`; empty without one.
  std::string name;
  // It includes others, whose services are not in the list.
  bool includes = false;
  std::vector<ComposeService> services;
  // What compose would refuse: broken YAML, a key twice, a service with no image, no such section.
  std::vector<Problem> problems;
};

// `file` is only quoted.
ComposeFile ParseComposeFile(const std::string& file, const std::string& content);

// Whether compose takes a file of this name by itself ("compose.yml"), as the main file or laid
// over it.
bool IsDefaultComposeFile(absl::string_view name);
bool IsComposeOverride(absl::string_view name);

}  // namespace drill

#endif  // HARNESS_STACK_COMPOSE_FILE_H_
