// What exactly a drill was made from: the journal's answer to "which version was that?".
#ifndef HARNESS_DRILL_IDENTITY_H_
#define HARNESS_DRILL_IDENTITY_H_

#include <string>

#include "harness/drill/prepared_drill.h"
#include "harness/journal/journal.pb.h"

namespace drill {

// Fills in `sources` and `harness`: digests of document, scenario and stack as they lie there, the
// program that runs, and the commit of the repository at `root`. What cannot be told stays empty.
void AddIdentity(const PreparedDrill& drill, const std::string& root, DrillStarted& started);

// A file's digest; empty where it cannot be read.
Source SourceOf(const std::string& what, const std::string& file);

// Digest of the running program; empty where it cannot be read.
const std::string& ProgramDigest();

// The running program and the repository at `root`.
Harness HarnessAt(const std::string& root);

}  // namespace drill

#endif  // HARNESS_DRILL_IDENTITY_H_
