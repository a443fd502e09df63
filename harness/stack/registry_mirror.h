// Whether a stack's machine has a registry of its own, which answers pulls in place of Docker Hub.
#ifndef HARNESS_STACK_REGISTRY_MIRROR_H_
#define HARNESS_STACK_REGISTRY_MIRROR_H_

#include "harness/stack/host_files.h"

namespace drill {

// Whether the engine's settings, /etc/docker/daemon.json, name a mirror. Settings that cannot be
// read name none.
bool HasRegistryMirror(const HostFiles& files);

}  // namespace drill

#endif  // HARNESS_STACK_REGISTRY_MIRROR_H_
