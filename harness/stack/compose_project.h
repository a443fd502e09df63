// Which compose projects a stack's trees hold.
#ifndef HARNESS_STACK_COMPOSE_PROJECT_H_
#define HARNESS_STACK_COMPOSE_PROJECT_H_

#include <string>
#include <vector>

#include "harness/stack/compose_file.h"
#include "harness/stack/host_files.h"

namespace drill {

struct ComposeProject {
  // As compose names it when it is started in its directory; empty where a variable says it.
  std::string name;
  // On the machine.
  std::string directory;
  // The main file first, what is laid over it behind.
  std::vector<ComposeFile> files;

  bool has_problems() const;
  // Services of all files, each once: what a later file says of it takes the other's place, its
  // ports are added.
  std::vector<ComposeService> Services() const;
};

// One for every directory with a compose file under one of its usual names, and for every .env that
// names files by COMPOSE_FILE.
std::vector<ComposeProject> FindComposeProjects(const HostFiles& files);

}  // namespace drill

#endif  // HARNESS_STACK_COMPOSE_PROJECT_H_
