// From what `ps` says to traits: which programs live on a machine and in its containers.
#ifndef HARNESS_TWIN_MACHINE_PROCESSES_H_
#define HARNESS_TWIN_MACHINE_PROCESSES_H_

#include <map>
#include <string>
#include <vector>

#include "harness/twin/portrait.pb.h"
#include "harness/twin/process_standing.h"

namespace drill {

// The columns of a look, as options of ps.
inline constexpr char kProcessColumns[] =
    "-o pid= -o ppid= -o pgid= -o etimes= -o uid= -o user:32= -o stat= -o args=";

struct ProcessLooks {
  // What ps said, a text for each look, in their order. A process that is not in all of them only
  // passed by: a health check, a command of a loop.
  std::vector<std::string> looks;
  // By process id, for each process that belongs to a container, its container's id.
  std::map<int, std::string> containers;
  // How the kernel treats them, by process id.
  std::map<int, Standing> standings;
  // The containers' names by their ids. Processes of one that is not named are left out.
  std::map<std::string, std::string> names;
  // Process id of the shell that looked.
  int looker = 0;
};

// Adds an object for each kind of process: its command line without digits and ids, where it runs,
// and as whom. Those of a container are compared where it runs on every machine. Two of a kind in
// process groups of their own are two; forked workers of one server are in its group, and how many
// there are is the server's business. What the machine cannot do without (shims, proxies of ports)
// is left out: the engine tells of it. Pure.
void PaintProcesses(const ProcessLooks& looks, Portrait* portrait);

}  // namespace drill

#endif  // HARNESS_TWIN_MACHINE_PROCESSES_H_
