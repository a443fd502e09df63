#include "harness/stack/path_validator.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "harness/base/inside_directory.h"

namespace drill {

void ValidatePaths(const Stack& stack, FieldChecker* checker) {
  const auto check = [&](const std::string& path, const std::string& value) {
    const std::string why = WhyOutside(checker->file(), value);
    if (why.empty()) return;
    checker->Add(path, absl::StrCat(why, ": ", value),
                 "name something below the stack's directory");
  };
  for (int i = 0; i < stack.host_tree_size(); ++i)
    check(FieldPath("", "host_tree", i), stack.host_tree(i));
  check("runbook", stack.runbook());
  for (int i = 0; i < stack.images_size(); ++i) {
    const std::string path = FieldPath("", "images", i);
    const Image& image = stack.images(i);
    check(FieldPath(path, "archive"), image.archive());
    check(FieldPath(path, "npm.directory"), image.npm().directory());
    if (!image.has_build()) continue;
    check(FieldPath(path, "build.context"), image.build().context());
    if (image.build().dockerfile().empty()) continue;
    check(FieldPath(path, "build.dockerfile"),
          absl::StrCat(image.build().context(), "/", image.build().dockerfile()));
  }
}

}  // namespace drill
