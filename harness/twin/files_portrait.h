// Which files of a machine are not as its seed has them: on the machine itself, in the engine's
// volumes, and in the containers' own layers.
#ifndef HARNESS_TWIN_FILES_PORTRAIT_H_
#define HARNESS_TWIN_FILES_PORTRAIT_H_

#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "harness/host/drill_host.h"
#include "harness/twin/engine_portrait.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

struct MachineFiles {
  // Where the seed's files lie on the machine that runs the harness, and those of the machine that
  // was cloned from it.
  std::string seed_tree;
  std::string tree;
  // Directories of the machine that are file systems of their own.
  std::vector<std::string> disks;
  // As a healthy machine has it (Portrait::volume_directories); empty: the volumes lie where the
  // seed has them.
  std::map<std::string, std::string> seed_volumes;
  // By the machine's clock. Files that came until then are no doing of the procedure.
  absl::Time fault_ended = absl::InfinitePast();
};

// Adds the changed files. Left out are those of the kernel, of what the machine keeps in memory,
// and the engine's own store: what is in it is the engine's to tell. What cannot be looked at is
// told in the portrait.
void PaintFiles(const DrillHost& host, const EngineAnswers& engine, const MachineFiles& files,
                Portrait* portrait);

}  // namespace drill

#endif  // HARNESS_TWIN_FILES_PORTRAIT_H_
