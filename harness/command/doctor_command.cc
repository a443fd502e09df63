#include <cstdio>
#include <vector>

#include "harness/command/commands.h"
#include "harness/host/doctor.h"
#include "harness/host/store.h"

namespace drill {

int Doctor() {
  const std::vector<Finding> findings =
      DiagnoseMachine(GatherMachineFacts(Store::DefaultCacheDirectory()));
  bool prevented = false;
  for (const Finding& finding : findings) {
    prevented = prevented || finding.prevents_drills;
    std::printf("%s %s\n         %s\n", finding.prevents_drills ? "MISSING " : "weaker  ",
                finding.lack.c_str(), finding.remedy.c_str());
  }
  if (findings.empty()) std::printf("Nothing is missing: drills can be run here.\n");
  return prevented ? kExitMachineError : 0;
}

}  // namespace drill
