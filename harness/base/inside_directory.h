// Whether a path that a file names stays in that file's directory.
#ifndef HARNESS_BASE_INSIDE_DIRECTORY_H_
#define HARNESS_BASE_INSIDE_DIRECTORY_H_

#include <string>

namespace drill {

// Empty when `value`, a path relative to the directory of `file`, leads to a place in it, symbolic
// links followed; else what is wrong: "is an absolute path", "leads out of its directory". What is
// not there is judged by its name.
std::string WhyOutside(const std::string& file, const std::string& value);

}  // namespace drill

#endif  // HARNESS_BASE_INSIDE_DIRECTORY_H_
