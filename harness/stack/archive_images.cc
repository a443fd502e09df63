#include "harness/stack/archive_images.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "harness/base/json.h"
#include "harness/base/status_macros.h"
#include "harness/base/subprocess.h"

namespace drill {

absl::StatusOr<std::vector<std::string>> ArchiveImages(const std::string& path) {
  ASSIGN_OR_RETURN(const SubprocessResult result, RunSubprocess({"tar", "--extract", "--to-stdout",
                                                                 "--file", path, "manifest.json"}));
  const nlohmann::json manifest = ParseJson(result.stdout_content);
  if (!result.succeeded() || !manifest.is_array())
    return absl::FailedPreconditionError(absl::StrCat(path, " was not made by docker save"));
  std::vector<std::string> images;
  for (const nlohmann::json& image : manifest) {
    const auto tags = image.is_object() ? image.find("RepoTags") : image.end();
    if (tags == image.end() || !tags->is_array()) continue;
    for (const nlohmann::json& tag : *tags) {
      if (tag.is_string()) images.push_back(tag.get<std::string>());
    }
  }
  if (images.empty())
    return absl::FailedPreconditionError(absl::StrCat(path, " holds no image with a name"));
  return images;
}

}  // namespace drill
