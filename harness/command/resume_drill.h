// `quarterly --resume`: a drill that was left is taken up, ended, or gone on with afterwards.
#ifndef HARNESS_COMMAND_RESUME_DRILL_H_
#define HARNESS_COMMAND_RESUME_DRILL_H_

#include "harness/base/stop_token.h"
#include "harness/command/options.h"

namespace drill {

// Where the drill still runs, this terminal becomes the drill's until its end. Otherwise asks for
// what is left of its checklist and makes its reports anew. The exit code is the drill's.
int ResumeDrill(const Options& options, const StopToken& stop);

}  // namespace drill

#endif  // HARNESS_COMMAND_RESUME_DRILL_H_
