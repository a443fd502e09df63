#include "harness/base/other_kind.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"
#include "harness/base/silent_errors.h"
#include "harness/base/text_proto_walk.h"

namespace drill {
namespace {

using google::protobuf::Descriptor;

bool IsA(const Descriptor& kind, const std::string& file, absl::string_view content) {
  const TextProtoWalk walk = WalkTextProto(file, content, kind);
  const std::unique_ptr<google::protobuf::Message> message(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(&kind)->New());
  SilentErrors silent;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&silent);
  return walk.problems.empty() && parser.ParseFromString(walk.content, message.get());
}

}  // namespace

const std::vector<FileKind>& FileKinds() {
  static const auto& kinds = *new std::vector<FileKind>{
      {"drill.Scenario", "a scenario", "tools/drill run takes it"},
      {"drill.Stack", "a stack", "a scenario names its directory as `stack`"},
      {"drill.Gate", "a gate", "tools/drill gate takes it"},
      {"drill.QuarterlyPlan", "the plan of a quarterly drill", "tools/drill quarterly takes it"},
  };
  return kinds;
}

std::optional<Problem> OtherKind(const std::string& file, absl::string_view content,
                                 const Descriptor& root, const std::vector<FileKind>& kinds) {
  std::string expected = root.name();
  for (const FileKind& kind : kinds)
    if (kind.message == root.full_name()) expected = kind.words;
  for (const FileKind& kind : kinds) {
    const Descriptor* const other =
        google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(kind.message);
    if (other == nullptr || other == &root || !IsA(*other, file, content)) continue;
    return Problem{file, 1, 1, absl::StrCat("is ", kind.words, "; expected is ", expected),
                   kind.remedy};
  }
  return std::nullopt;
}

}  // namespace drill
