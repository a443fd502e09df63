// Which files act by being there, though no command names them.
#ifndef HARNESS_TWIN_ACTING_FILE_H_
#define HARNESS_TWIN_ACTING_FILE_H_

#include <set>
#include <string>

#include "harness/twin/portrait.pb.h"

namespace drill {

// Whether the machine, a login, a program or the next deploy reads a file of the machine that has
// this path, or is kept from going on by it. `compose_directories`: where the compose files lie
// that containers were made from.
bool ActsByItself(const std::string& path, const std::set<std::string>& compose_directories);

// Whether a server that keeps its data beside it reads the file when it starts, wherever that is.
bool SteersAServer(const std::string& path);

// Whether whoever starts the program becomes another user or group.
bool RunsAsItsOwner(const FileState& file);

}  // namespace drill

#endif  // HARNESS_TWIN_ACTING_FILE_H_
