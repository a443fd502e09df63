// Tells a file of another kind of ours from a broken one: a gate that is given where a scenario is
// expected has an unknown field in nearly every line.
#ifndef HARNESS_BASE_OTHER_KIND_H_
#define HARNESS_BASE_OTHER_KIND_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "harness/base/problem.h"

namespace drill {

// A kind of file that people write.
struct FileKind {
  // Of its message: "drill.Gate".
  std::string message;
  // "a gate", and what is done with it.
  std::string words;
  std::string remedy;
};

// Scenarios, stacks, gates and quarterly plans.
const std::vector<FileKind>& FileKinds();

// Of a file that has problems as a `root`: which of `kinds` it is without any. Nothing where it is
// none, and for kinds that this program does not know.
std::optional<Problem> OtherKind(const std::string& file, absl::string_view content,
                                 const google::protobuf::Descriptor& root,
                                 const std::vector<FileKind>& kinds);

}  // namespace drill

#endif  // HARNESS_BASE_OTHER_KIND_H_
