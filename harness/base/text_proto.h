// Reads a text proto file and reports every problem in it with file, line and column.
//
//   std::vector<Problem> problems;
//   Scenario scenario;
//   FieldLocations where = ParseTextProto(file, content, &scenario, &problems);
//   if (scenario.stack().empty()) problems.push_back(where.ProblemAt("stack", "not set", "…"));
#ifndef HARNESS_BASE_TEXT_PROTO_H_
#define HARNESS_BASE_TEXT_PROTO_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"
#include "harness/base/problem.h"
#include "harness/base/text_proto_walk.h"

namespace drill {

// Where the fields of a parsed file stand. Movable, thread-safe, outlives the parsed message.
class FieldLocations {
 public:
  // Locates nothing: every problem is one of the file as a whole.
  explicit FieldLocations(std::string file) : file_(std::move(file)) {}
  FieldLocations(std::string file, const google::protobuf::Descriptor* root,
                 std::unique_ptr<google::protobuf::TextFormat::ParseInfoTree> tree,
                 TextProtoWalk walk, bool complete);

  // A problem at the field of a path such as "fault.proof[1].http.url". Where the field is not
  // set, it is that of the nearest enclosing message that is.
  Problem ProblemAt(absl::string_view path, std::string message, std::string remedy = "") const;

  // The field stands in the file, whatever its value.
  bool Has(absl::string_view path) const;

  // The file was read to its end: a field that is not set is not in the file. False after an error
  // that cannot be skipped, when looking for missing fields would find too many.
  bool complete() const { return complete_; }

  const std::string& file() const { return file_; }

 private:
  // Sets line and column as far as the path can be followed; true when to its end.
  bool Locate(absl::string_view path, Problem* problem) const;

  std::string file_;
  const google::protobuf::Descriptor* root_ = nullptr;
  std::unique_ptr<google::protobuf::TextFormat::ParseInfoTree> tree_;
  TextProtoWalk walk_;
  bool complete_ = false;
};

// Parses `content`, in which durations may be written as text: `within: "60s"`. Unknown fields,
// unknown enum values and fields set twice are problems, a misspelt name with the nearest known one
// as remedy; so are a block that is not closed, another format, and another kind of file (then the
// only one). Parsing goes on behind unknown fields; an error of syntax ends it (see complete()).
// `file` is only quoted. Problems are appended; when none was, `message` holds the whole file.
FieldLocations ParseTextProto(const std::string& file, absl::string_view content,
                              google::protobuf::Message* message, std::vector<Problem>* problems);

// The one of `known` that `name` is most likely a misspelling of; empty when none is near.
std::string NearestName(absl::string_view name, const std::vector<std::string>& known);

}  // namespace drill

#endif  // HARNESS_BASE_TEXT_PROTO_H_
