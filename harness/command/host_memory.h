// What drill hosts may take of this machine's memory.
#ifndef HARNESS_COMMAND_HOST_MEMORY_H_
#define HARNESS_COMMAND_HOST_MEMORY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "harness/stack/stack.pb.h"

namespace drill {

// The limit of a host of this stack, in bytes.
int64_t HostMemory(const Stack& stack);

// What all hosts together may take, in bytes, of a machine with so much memory: the rest is for the
// harness, and for what else runs there.
int64_t MemoryForHosts(int64_t machine);
// Of the machine that this runs on.
int64_t MemoryForHosts();

// In a sentence, that fewer drills than `jobs` run at once, since hosts of these sizes do not fit;
// empty where they do.
std::string TooManyAtOnce(const std::vector<int64_t>& hosts, int jobs, int64_t for_hosts);

// Says so on the terminal, of this machine.
void TellTooManyAtOnce(const std::vector<int64_t>& hosts, int jobs);

}  // namespace drill

#endif  // HARNESS_COMMAND_HOST_MEMORY_H_
