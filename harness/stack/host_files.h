// What a stack lays over the machine's /, as the machine will see it.
#ifndef HARNESS_STACK_HOST_FILES_H_
#define HARNESS_STACK_HOST_FILES_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "harness/stack/stack.pb.h"

namespace drill {

// The trees of HostTrees(), the later ones over the earlier ones.
class HostFiles {
 public:
  // `directory` is the stack's. What cannot be read is as if it were not there.
  HostFiles(const Stack& stack, const std::string& directory);

  // Absolute path on the machine to path here.
  const std::map<std::string, std::string>& files() const { return files_; }

  // Absolute paths on the machine. A link that leads to no file here counts as one.
  const std::set<std::string>& directories() const { return directories_; }

 private:
  std::map<std::string, std::string> files_;
  std::set<std::string> directories_;
};

// The lines of bash that bring the machine to its baseline, as far as they stand in the stack's
// commands and in scripts and makefiles of its trees.
std::vector<std::string> ScriptLines(const Stack& stack, const HostFiles& files);

}  // namespace drill

#endif  // HARNESS_STACK_HOST_FILES_H_
