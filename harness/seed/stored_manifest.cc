#include "harness/seed/stored_manifest.h"

#include <algorithm>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "harness/base/silent_errors.h"

namespace drill {
namespace {

int FormatOf(const google::protobuf::Message& manifest) {
  const google::protobuf::FieldDescriptor* field =
      manifest.GetDescriptor()->FindFieldByName("format");
  return field == nullptr ? 0 : manifest.GetReflection()->GetInt32(manifest, field);
}

}  // namespace

absl::Status ReadStoredManifest(const Store& store, TreeKind kind, const std::string& tree,
                                int latest_format, google::protobuf::Message* manifest) {
  const std::vector<std::string> trees = store.List(kind);
  if (!std::binary_search(trees.begin(), trees.end(), tree))
    return absl::NotFoundError(absl::StrCat("there is no tree ", tree));
  const absl::StatusOr<std::string> text = store.Manifest(kind, tree);
  // Another version's, or not to be read just now: nobody's here to remove.
  if (!text.ok() && !absl::IsNotFound(text.status())) return text.status();
  if (!text.ok()) {
    return absl::DataLossError(
        absl::StrCat("tree ", tree, " is not complete, or was changed: ", text.status().message()));
  }
  // Without it the parser would print what it does not know.
  SilentErrors silent;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&silent);
  parser.AllowUnknownField(true);
  if (!parser.ParseFromString(*text, manifest) || FormatOf(*manifest) > latest_format) {
    return absl::FailedPreconditionError(
        absl::StrCat("tree ", tree,
                     " is of a format that this version of the harness does not know; it is left "
                     "alone (tools/drill of the version that made it can use it)"));
  }
  return absl::OkStatus();
}

}  // namespace drill
