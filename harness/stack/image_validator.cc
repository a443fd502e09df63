#include "harness/stack/image_validator.h"

#include <filesystem>
#include <map>
#include <set>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "harness/base/field_checker.h"
#include "harness/base/file.h"
#include "harness/stack/archive_images.h"
#include "harness/stack/dockerfile.h"
#include "harness/stack/image_reference.h"
#include "harness/stack/npm_lock.h"

namespace drill {
namespace {

namespace fs = std::filesystem;

class Validator {
 public:
  Validator(const Stack& stack, const Stack& in_order_of_file, const std::string& directory,
            FieldChecker* checker, std::vector<Problem>* problems)
      : stack_(stack),
        in_order_of_file_(in_order_of_file),
        directory_(directory),
        checker_(*checker),
        problems_(*problems) {}

  void Validate() {
    for (const Image& image : stack_.images()) {
      if (image.has_archive()) CheckArchive(PathOf(image), image);
      if (image.has_build()) CheckBuild(image);
      if (image.has_npm()) CheckNpm(image.npm());
      made_.push_back(image.reference());
    }
  }

 private:
  std::string PathOf(const Image& image) const {
    int i = 0;
    while (i < in_order_of_file_.images_size() &&
           in_order_of_file_.images(i).reference() != image.reference()) {
      ++i;
    }
    return FieldPath("", "images", i);
  }

  void CheckArchive(const std::string& path, const Image& image) {
    const std::string file = (fs::path(directory_) / image.archive()).string();
    std::error_code ignored;
    // A missing archive is reported by the check of its path.
    if (!fs::is_regular_file(file, ignored)) return;
    const absl::StatusOr<std::vector<std::string>> held = ArchiveImages(file);
    if (!held.ok()) {
      return checker_.Add(FieldPath(path, "archive"), std::string(held.status().message()),
                          absl::StrCat("docker save -o ", image.archive(), " ", image.reference()));
    }
    if (!Has(*held, image.reference())) {
      checker_.Add(FieldPath(path, "archive"),
                   absl::StrCat("holds no image ", image.reference(), ": ", image.archive()),
                   absl::StrCat("it holds ", absl::StrJoin(*held, ", ")));
    }
    made_.insert(made_.end(), held->begin(), held->end());
  }

  void CheckNpm(const NpmImage& npm) {
    const std::string file =
        (fs::path(directory_) / npm.directory() / "package-lock.json").lexically_normal().string();
    const absl::StatusOr<std::string> content = ReadFile(file);
    // A missing file is reported by the check of its path.
    if (!content.ok()) return;
    for (Problem& problem : NpmLockProblems(file, *content)) {
      if (told_.insert(absl::StrCat(file, problem.message)).second)
        problems_.push_back(std::move(problem));
    }
  }

  void CheckBuild(const Image& image) {
    const std::string& own = image.build().dockerfile();
    const std::string file =
        (fs::path(directory_) / image.build().context() / (own.empty() ? "Dockerfile" : own))
            .lexically_normal()
            .string();
    const absl::StatusOr<std::string> content = ReadFile(file);
    if (!content.ok()) return;
    const std::map<std::string, std::string> args(image.build().args().begin(),
                                                  image.build().args().end());
    for (const ImageUse& use : ImagesUsed(*content, args)) {
      if (Has(made_, use.image)) continue;
      // One Dockerfile may build several images.
      if (!told_.insert(absl::StrCat(file, ":", use.line, use.image)).second) continue;
      problems_.push_back({file, use.line, 0,
                           absl::StrCat("needs ", use.image, ", ", Lack(use.image)),
                           Remedy(image, use.image)});
    }
  }

  std::string Lack(const std::string& image) const {
    return IsListed(image) ? "which is made only later" : "an image that nobody makes";
  }

  std::string Remedy(const Image& image, const std::string& used) const {
    if (IsListed(used))
      return absl::StrCat("list it before ", image.reference(), " in the stack's images");
    const std::string nearest = NearestName(used, made_);
    return nearest.empty() ? "there is no registry: add it to the stack's images, as debian "
                             "packages, npm packages or an archive"
                           : absl::StrCat("did you mean ", nearest, "?");
  }

  bool IsListed(const std::string& image) const {
    for (const Image& other : stack_.images()) {
      if (Has({other.reference()}, image)) return true;
    }
    return false;
  }

  static bool Has(const std::vector<std::string>& references, const std::string& image) {
    for (const std::string& reference : references) {
      if (IsSameImage(reference, image)) return true;
    }
    return false;
  }

  const Stack& stack_;
  const Stack& in_order_of_file_;
  const std::string& directory_;
  FieldChecker& checker_;
  std::vector<Problem>& problems_;
  std::vector<std::string> made_;
  std::set<std::string> told_;
};

}  // namespace

void ValidateImageOrder(const Stack& stack, const Stack& in_order_of_file,
                        const std::string& directory, const FieldLocations& locations,
                        std::vector<Problem>* problems) {
  FieldChecker checker(locations, problems);
  Validator(stack, in_order_of_file, directory, &checker, problems).Validate();
}

}  // namespace drill
