// What commands asked of the machine below a drill host, and what was not done: settings of the
// kernel, its clock, its swap, a restart. Each is a place where the document was not followed.
#ifndef HARNESS_HOST_NOT_DONE_H_
#define HARNESS_HOST_NOT_DONE_H_

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "harness/host/root_directory.h"

namespace drill {

class NotDone {
 public:
  // What is new since the last call, a sentence each, in the words of the report. `root`: of the
  // host, see DrillHost::Root(). A host without stand-ins has nothing to tell.
  absl::StatusOr<std::vector<std::string>> Take(const RootDirectory& root);

 private:
  size_t told_ = 0;  // Size of the notes' part reported so far.
  // Of each copied setting that was written to, its content when it was told.
  std::map<std::string, std::string> settings_;
};

}  // namespace drill

#endif  // HARNESS_HOST_NOT_DONE_H_
