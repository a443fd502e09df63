// Whether a stack's machine has a registry of its own, which answers pulls in place of Docker Hub.
#ifndef HARNESS_STACK_REGISTRY_MIRROR_H_
#define HARNESS_STACK_REGISTRY_MIRROR_H_

#include <string>

#include "harness/stack/stack.pb.h"

namespace drill {

// Whether the engine's settings, /etc/docker/daemon.json, name a mirror. Settings that cannot be
// read name none. `directory` is the stack's.
bool HasRegistryMirror(const Stack& stack, const std::string& directory);

}  // namespace drill

#endif  // HARNESS_STACK_REGISTRY_MIRROR_H_
