// What protobuf's own parser does not tell of a text proto file: durations that are written as
// text, and which block lacks its brace.
#ifndef HARNESS_BASE_TEXT_PROTO_WALK_H_
#define HARNESS_BASE_TEXT_PROTO_WALK_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "harness/base/problem.h"

namespace drill {

// Lines and columns are 1-based, as in Problem.
struct UnclosedBlock {
  std::string name;
  int line = 0;
  int column = 0;
  // The first line that does not belong to it any more, as far as indentation tells; 0: the end.
  int before_line = 0;
};

struct TextProtoWalk {
  // The file with every duration as the message that protobuf wants: `within: "60s"` as
  // `within: {seconds:60}`. All lines stay where they are.
  std::string content;
  // Durations that are none.
  std::vector<Problem> problems;
  // Set when a brace is missing.
  std::optional<UnclosedBlock> unclosed;

  // Where a column of `content` stands in the file.
  int ColumnInFile(int line, int column) const;

  // A duration that was replaced by a message: where it is, and both lengths.
  struct Rewritten {
    int line = 0;
    // Column in `content`, where it may differ from the one in the file.
    int column = 0;
    int length = 0;
    int length_in_file = 0;
  };
  // In the order of the file.
  std::vector<Rewritten> rewritten;
};

// `root` is what the file is a message of. `file` is only quoted.
TextProtoWalk WalkTextProto(const std::string& file, absl::string_view content,
                            const google::protobuf::Descriptor& root);

}  // namespace drill

#endif  // HARNESS_BASE_TEXT_PROTO_WALK_H_
