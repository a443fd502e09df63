// Which images a Dockerfile needs.
#ifndef HARNESS_STACK_DOCKERFILE_H_
#define HARNESS_STACK_DOCKERFILE_H_

#include <map>
#include <string>
#include <vector>

namespace drill {

struct ImageUse {
  std::string image;
  int line = 0;
};

// What it starts from (FROM) and copies or mounts from (--from, from=), without its own stages and
// "scratch", in the order of the file. `args` are the build's; a name whose variables nobody sets
// is left out.
std::vector<ImageUse> ImagesUsed(const std::string& dockerfile,
                                 const std::map<std::string, std::string>& args);

}  // namespace drill

#endif  // HARNESS_STACK_DOCKERFILE_H_
