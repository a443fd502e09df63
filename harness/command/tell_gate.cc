#include "harness/command/tell_gate.h"

#include <cstdio>
#include <cstdlib>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/printable.h"
#include "harness/command/complain.h"
#include "harness/drill/exit_codes.h"
#include "reports/gate.h"
#include "reports/gate_files.h"

namespace drill {

int TellGate(const GateReport& report, const std::string& out) {
  int code = report.exit_code();
  absl::Status written = MakeDirectories(out);
  if (written.ok()) written = WriteGateReports(report, out);
  std::string annotations;
  const absl::Status told = TellCi(report, CiPlacesOf(std::getenv), &annotations);
  for (const absl::Status& status : {written, told}) {
    if (status.ok()) continue;
    Complain(status.message());
    code = kExitMachineError;
  }
  const std::string text =
      absl::StrCat("\n", annotations, GateText(report), "reports below ", out, "\n");
  std::printf("%s", Printable(text).c_str());
  std::fflush(stdout);
  return code;
}

}  // namespace drill
